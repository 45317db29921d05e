/// What the picture thread saw since it was last asked.
struct FrameCounts: Sendable {
  /// Frames that the producer made.
  var frames = 0
  /// Those of them that a newer one replaced before they were sent.
  var replaced = 0
  /// Those that showed the same picture as the one before.
  var unchanged = 0
}
