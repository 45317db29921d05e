/// When to draw, and how smooth: jagged while the scene moves on a processor, smooth once it rests.
///
/// A value without a clock: `now` is nanoseconds of any steady clock.
struct FrameQuality: Sendable, Hashable {
  /// How long nothing may have changed before the smooth picture is worth its time.
  static let rest: Int64 = 150_000_000
  static let smoothSamples = 8

  /// Samples while something moves, and when nothing does.
  let moving: Int
  let still: Int
  /// When a picture became due that is as smooth as it gets; nil when the last one was.
  private(set) var smoothDue: Int64?

  /// As a person wants it, else by who draws.
  init(samples: Int?, isSoftware: Bool) {
    moving = samples ?? (isSoftware ? 0 : Self.smoothSamples)
    still = samples ?? Self.smoothSamples
  }

  /// Samples of the picture to draw now, nil when none is needed.
  mutating func next(changed: Bool, now: Int64) -> Int? {
    if changed {
      smoothDue = moving < still ? now + Self.rest : nil
      return moving
    }
    guard let due = smoothDue, now >= due else { return nil }
    smoothDue = nil
    return still
  }
}
