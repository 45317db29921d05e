import FuryStream
import Pacing
import PicturePath
import Raster
import ViewerCore

/// A frame, made into what the terminal understands.
struct PictureProduct: Sendable {
  var update: PictureUpdate
  /// What it was made for: it is of no use for anything else.
  var request: PictureRequest
  /// Scaling, quantising and encoding, in milliseconds.
  var encodeMilliseconds: Double
  /// Whether the frame is another than the last one made.
  var isNewFrame: Bool
  /// When the frame was read, in milliseconds of the monotonic clock.
  var readAt: Double
}

/// What the picture thread may make next.
struct PictureGrant: Sendable, Equatable {
  /// Milliseconds without a change after which a picture stands still.
  static let stillness = 250.0

  /// For a picture that has changed.
  var moving: PictureQuality
  /// For one that stands still and looks worse than this; nil where none may be made now.
  var still: PictureQuality?
}

/// What the picture thread tells the viewer.
enum PictureReport: Sendable {
  case product(PictureProduct)
  /// The picture that was granted could not be made.
  case nothing
  case frameSize(PixelSize)
  case saved(path: String)
  case trouble(String)
  case ended(StreamError)
}

/// What the picture thread saw since it was last asked.
struct FrameCounts: Sendable {
  /// Frames that the producer made.
  var frames = 0
  /// Those of them that a newer one replaced before they were sent.
  var replaced = 0
  /// Those that showed the same picture as the one before.
  var unchanged = 0
}
