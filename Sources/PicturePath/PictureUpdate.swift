public import Pacing
public import Raster
public import ViewerCore

/// What ``PictureMaker`` made of a frame.
public struct PictureUpdate: Sendable {
  /// The bytes to write; empty where nothing on the screen changes. Where pieces were handed on, what
  /// follows them.
  public var bytes: [UInt8]
  /// Bytes that were handed on in pieces, and are to be written before the others.
  public var piecesByteCount = 0
  /// Where the whole picture stands.
  public var placement: Placement
  /// How it was made.
  public var quality: PictureQuality
  /// The rectangle of the image that is painted, in pixels from the image's top left corner; nil
  /// where it is the whole picture.
  public var part: PixelRect?
  /// The number under which the terminal answers for it by itself, as kitty's graphics protocol has
  /// it; nil where it must be asked.
  public var graphicsID: UInt32?
  /// Bytes in shared memory, which the terminal reads beside the others.
  public var sharedBytes = 0
  /// A palette that suits the picture better is being chosen: the next one may look better.
  public var awaitsColors = false

  /// Bytes of the whole update.
  public var byteCount: Int { piecesByteCount + bytes.count }

  public init(
    bytes: [UInt8], placement: Placement, quality: PictureQuality, part: PixelRect? = nil
  ) {
    self.bytes = bytes
    self.placement = placement
    self.quality = quality
    self.part = part
  }
}
