/// What a look at a stream found.
public enum FrameArrival: Sendable, Hashable {
  /// The producer has not written a frame since the stream began.
  case noFrameYet
  /// The frame is the one read last.
  case unchanged
  /// Another frame, with the same pixels as the one read last: there was nothing to copy.
  case repeated(skipped: Int)
  /// Another frame was read; `skipped` frames are known to have come and gone in between.
  case new(skipped: Int)
}
