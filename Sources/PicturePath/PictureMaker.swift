public import BlockCoding
public import LibsixelEncoder
public import Pacing
public import Raster
internal import SixelCoding
public import ViewerCore

/// Makes frames into bytes for the terminal; all buffers are reused.
///
/// It remembers what the screen shows, so it belongs to one screen and one stream, and whoever uses
/// it must tell it (``forget()``) when a picture did not reach the screen.
public struct PictureMaker {
  private var scaler = Scaler()
  private var picture = Picture(width: 0, height: 0, pixels: [])
  private let native = SixelEncoder()
  private let reference = LibsixelEncoder()
  private let blocks: BlockRenderer
  private var last: PictureRequest?

  /// - Parameter blockDepth: the colours that half blocks may use.
  public init(blockDepth: BlockRenderer.ColorDepth) {
    blocks = BlockRenderer(depth: blockDepth)
  }

  /// The bytes that bring the screen to a frame; cursor and attributes are left as they were.
  ///
  /// - Parameters:
  ///   - pixels: R, G, B bytes, the bottom row first, `size` in size, which must not be empty.
  ///   - request: where the picture goes and how.
  ///   - quality: what it may cost; the request's limits are the caller's to keep.
  public mutating func make(
    bottomUp pixels: [UInt8], size: PixelSize, _ request: PictureRequest, quality: PictureQuality
  ) throws(LibsixelError) -> PictureUpdate {
    let placement = Placement(frame: size, request)
    if request != last { blocks.reset() }
    last = request
    scaler.scale(bottomUp: pixels, from: size, to: placement.picture, into: &picture)
    let image: [UInt8]
    switch request.renderer {
    case .sixel:
      image = move(to: placement) + (try sixel(request, quality))
    case .blocks:
      image = blocks.draw(picture, row: placement.cells.row, column: placement.cells.column)
    }
    var update = PictureUpdate(bytes: [], placement: placement, quality: quality)
    // The text rows' drawing counts on the cursor and its attributes staying where they were.
    if !image.isEmpty { update.bytes = Array("\u{1b}7".utf8) + image + Array("\u{1b}8".utf8) }
    return update
  }

  /// The last picture did not reach the screen: the next one is made without counting on it.
  public mutating func forget() { last = nil }

  private func move(to placement: Placement) -> [UInt8] {
    Array("\u{1b}[\(placement.cells.row);\(placement.cells.column)H".utf8)
  }

  private func sixel(
    _ request: PictureRequest, _ quality: PictureQuality
  ) throws(LibsixelError) -> [UInt8] {
    switch request.encoder {
    case .native:
      native.colors = quality.colors
      native.dither = quality.dither
      return native.encode(picture)
    case .libsixel:
      reference.colors = quality.colors
      reference.dither = quality.dither
      return try reference.encode(picture)
    }
  }
}
