import BlockCoding
import FuryStream
import LibsixelEncoder
import Raster
import SixelCoding
import ViewerCore

/// Makes frames into bytes for the terminal; all buffers are reused.
struct PictureMaker {
  private var scaler = Scaler()
  private var picture = Picture(width: 0, height: 0, pixels: [])
  private let native = SixelEncoder()
  private let reference = LibsixelEncoder()
  private let blocks: BlockRenderer
  private var last: PictureRequest?

  init(blockDepth: BlockRenderer.ColorDepth) {
    blocks = BlockRenderer(depth: blockDepth)
  }

  /// The bytes that show `frame` at its place, cursor and attributes left as they were.
  mutating func make(
    _ frame: Frame, _ request: PictureRequest
  ) throws(LibsixelError) -> (bytes: [UInt8], placement: Placement) {
    let size = PixelSize(width: frame.width, height: frame.height)
    let placement = Placement(frame: size, request)
    if request != last { blocks.reset() }
    last = request
    scaler.scale(bottomUp: frame.pixels, from: size, to: placement.picture, into: &picture)
    let image: [UInt8]
    switch request.renderer {
    case .sixel:
      image = move(to: placement) + (try sixel(request))
    case .blocks:
      image = blocks.draw(picture, row: placement.cells.row, column: placement.cells.column)
    }
    guard !image.isEmpty else { return ([], placement) }
    // The text rows' drawing counts on the cursor and its attributes staying where they were.
    return (Array("\u{1b}7".utf8) + image + Array("\u{1b}8".utf8), placement)
  }

  /// The last picture did not reach the screen: the next one is made without counting on it.
  mutating func forget() { last = nil }

  private func move(to placement: Placement) -> [UInt8] {
    Array("\u{1b}[\(placement.cells.row);\(placement.cells.column)H".utf8)
  }

  private func sixel(_ request: PictureRequest) throws(LibsixelError) -> [UInt8] {
    switch request.encoder {
    case .native:
      native.colors = request.colors
      native.dither = request.dither
      return native.encode(picture)
    case .libsixel:
      reference.colors = request.colors
      reference.dither = request.dither
      return try reference.encode(picture)
    }
  }
}
