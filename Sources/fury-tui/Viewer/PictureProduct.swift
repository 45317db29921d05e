import PicturePath
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
