public import BlockCoding
public import LibsixelEncoder
public import Pacing
public import Raster
internal import SixelCoding
public import ViewerCore

/// Makes frames into bytes for the terminal, as few as show what changed; all buffers are reused.
///
/// It remembers what the screen shows, so it belongs to one screen and one stream, and whoever uses
/// it must tell it (``forget()``) when a picture did not reach the screen.
public struct PictureMaker {
  /// A whole picture is among this many updates, whatever changed: a terminal that lost a part of
  /// it shows so for a short time only.
  public static let wholeEvery = 8
  /// Parts that cover more of the picture than this are not worth it.
  private static let largestPart = 0.85

  private var scaler = Scaler()
  private var picture = Picture(width: 0, height: 0, pixels: [])
  /// What the screen shows, before it was encoded; and how it was made, nil where it is unknown.
  private var shown = Picture(width: 0, height: 0, pixels: [])
  private var last: (request: PictureRequest, quality: PictureQuality, placement: Placement)?
  private var partsInARow = 0
  private var output: [UInt8] = []

  /// Takes the beginnings of pictures while they are being made, piece by piece and in order, so that
  /// they can be written at once; nil: every picture comes as a whole.
  ///
  /// Called from several threads, one at a time. What follows the last piece is in the update.
  public var takePiece: ((borrowing Span<UInt8>) -> Void)?
  private var piecesByteCount = 0

  private let native = SixelEncoder()
  private let reference = LibsixelEncoder()
  private let blocks: BlockRenderer
  private var kitty: KittyPainter

  /// - Parameters:
  ///   - blockDepth: the colours that half blocks may use.
  ///   - kitty: how images of kitty's graphics protocol reach the terminal.
  ///   - worker: runs work on another thread; palettes are then chosen there, beside the pictures.
  public init(
    blockDepth: BlockRenderer.ColorDepth, kitty: KittyTransport = KittyTransport(),
    worker: (@Sendable (@escaping @Sendable () -> Void) -> Void)? = nil
  ) {
    blocks = BlockRenderer(depth: blockDepth)
    native.worker = worker
    native.concurrently = Processors.share
    self.kitty = KittyPainter(kitty)
  }

  /// The last picture did not reach the screen: the next one is made without counting on it.
  public mutating func forget() { last = nil }

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
    let hasScale =
      request.renderer == .kitty || request.renderer == .sixel && request.encoder == .native
    let target = hasScale ? placement.picture.scaled(quality.scale) : placement.picture
    scaler.scale(bottomUp: pixels, from: size, to: target, into: &picture)
    // Only a picture made in the same way can be changed; a focus report, a resize and the like
    // make for another request.
    let isKnown =
      last.map {
        $0.request == request && $0.placement == placement && $0.quality.looksLike(quality)
      } ?? false
    // Should this throw, nothing is known of the screen.
    last = nil
    output.removeAll(keepingCapacity: true)
    piecesByteCount = 0
    var part: PixelRect?
    var graphicsID: UInt32?
    var sharedBytes = 0
    switch request.renderer {
    case .kitty, .sixel:
      if isKnown {
        guard let changed = ChangedRectangle.find(shown, picture) else {
          last = (request, quality, placement)
          return PictureUpdate(bytes: [], placement: placement, quality: quality)
        }
        part = worthwhile(changed, request, quality, placement)
      }
      if request.renderer == .kitty {
        let painted = kitty.paint(picture, size: placement.extent, part: part)
        append(painted.bytes, at: place(of: part, request, placement))
        (graphicsID, sharedBytes) = (painted.id, painted.sharedBytes)
      } else {
        try appendSixel(&part, request, quality, placement)
      }
      partsInARow = part == nil ? 0 : partsInARow + 1
    case .blocks:
      if !isKnown { blocks.reset() }
      let image = blocks.draw(picture, row: placement.cells.row, column: placement.cells.column)
      if !image.isEmpty { append(image) }
    }
    swap(&picture, &shown)
    last = (request, quality, placement)
    var update = PictureUpdate(bytes: output, placement: placement, quality: quality, part: part)
    (update.graphicsID, update.sharedBytes) = (graphicsID, sharedBytes)
    update.piecesByteCount = piecesByteCount
    update.awaitsColors = native.awaitsPalette
    return update
  }

  /// The part of the image to send for a change; nil for the whole.
  private func worthwhile(
    _ changed: PixelRect, _ request: PictureRequest, _ quality: PictureQuality,
    _ placement: Placement
  ) -> PixelRect? {
    // Diffused errors wander: a part would not match what is around it.
    let isPossible =
      request.renderer == .kitty
      || request.encoder == .native && !native.isDiffused
    guard request.keepsPixels, isPossible, partsInARow < Self.wholeEvery - 1 else { return nil }
    let part = changed.enlarged(from: picture.size, to: placement.extent, cell: request.cell)
    let whole = Double(placement.extent.width * placement.extent.height)
    return Double(part.width * part.height) > Self.largestPart * whole ? nil : part
  }

  /// Adds the sixels of the whole or of `part`, which becomes nil where it had to be the whole.
  private mutating func appendSixel(
    _ part: inout PixelRect?, _ request: PictureRequest, _ quality: PictureQuality,
    _ placement: Placement
  ) throws(LibsixelError) {
    switch request.encoder {
    case .native:
      native.colors = quality.colors
      native.dither = quality.dither
      let palettes = native.palettesBuilt
      native.prepare(for: picture)
      // A part in other colours than what is around it would be seen.
      if native.palettesBuilt != palettes { part = nil }
      if native.isPaletteCertain {
        handOn(part, request, placement)
      } else {
        appendNative(part, request, placement)
        if part != nil, native.palettesBuilt != palettes {
          part = nil
          output.removeAll(keepingCapacity: true)
          appendNative(nil, request, placement)
        }
      }
    case .libsixel:
      reference.colors = quality.colors
      reference.dither = quality.dither
      append(try reference.encode(picture), at: place(of: part, request, placement))
    }
  }

  /// Hands a picture on in pieces where somebody takes them, else adds it; a palette was prepared.
  private mutating func handOn(
    _ part: PixelRect?, _ request: PictureRequest, _ placement: Placement
  ) {
    begin(at: place(of: part, request, placement))
    _ = native.encodePrepared(
      picture, size: placement.extent, part: part ?? PixelRect(placement.extent)
    ) { piece in
      unsafe piece.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
      guard let takePiece else { return }
      takePiece(output.span)
      piecesByteCount += output.count
      output.removeAll(keepingCapacity: true)
    }
    end()
  }

  private mutating func appendNative(
    _ part: PixelRect?, _ request: PictureRequest, _ placement: Placement
  ) {
    begin(at: place(of: part, request, placement))
    native.append(
      picture, size: placement.extent, part: part ?? PixelRect(placement.extent), to: &output)
    end()
  }

  /// The cell of the upper left corner of a part, or of the whole.
  private func place(
    of part: PixelRect?, _ request: PictureRequest, _ placement: Placement
  ) -> (row: Int, column: Int) {
    (
      placement.cells.row + (part?.y ?? 0) / request.cell.height,
      placement.cells.column + (part?.x ?? 0) / request.cell.width
    )
  }

  /// Adds an image, and what moves the cursor to its place.
  private mutating func append(_ image: [UInt8], at place: (row: Int, column: Int)? = nil) {
    begin(at: place)
    output.append(contentsOf: image)
    end()
  }

  /// Before an image: the text rows' drawing counts on the cursor and its attributes staying where
  /// they were.
  private mutating func begin(at place: (row: Int, column: Int)?) {
    output.append(contentsOf: "\u{1b}7".utf8)
    if let place { output.append(contentsOf: "\u{1b}[\(place.row);\(place.column)H".utf8) }
  }

  /// After it.
  private mutating func end() { output.append(contentsOf: "\u{1b}8".utf8) }
}

extension PixelSize {
  /// The size of a picture that is shown at this size from fewer pixels.
  fileprivate func scaled(_ scale: PictureScale) -> PixelSize {
    PixelSize(width: scale.applied(to: width), height: scale.applied(to: height))
  }
}
