/// When to look for the next frame: often while frames come or are expected, seldom otherwise.
///
/// A value without a clock; times are nanoseconds of one monotonic clock. The intervals are a little
/// less than the delays promised (2 and 16 ms), because waking up takes time, too.
public struct LookPace: Sendable, Hashable {
  /// Nanoseconds between two looks while something moves.
  public static let lively: Int64 = 1_940_000
  /// Nanoseconds between two looks while nothing does.
  public static let idle: Int64 = 15_500_000
  /// How long after the last frame another one is likely, in nanoseconds.
  public static let memory: Int64 = 1_000_000_000

  private var livelyUntil = Int64.min
  private var lastLook = Int64.min

  /// Nothing has been seen yet.
  public init() {}

  /// A look was taken; `isNew`: it found a frame that shows something else.
  public mutating func looked(at now: Int64, isNew: Bool) {
    lastLook = now
    if isNew { expectFrames(until: now + Self.memory) }
  }

  /// Frames are likely until then, for example because the user acted.
  public mutating func expectFrames(until moment: Int64) {
    livelyUntil = max(livelyUntil, moment)
  }

  /// True while frames come or are expected.
  public func isLively(at now: Int64) -> Bool { now < livelyUntil }

  /// Nanoseconds to wait before the next look, 0 when it is due.
  public func pause(at now: Int64) -> Int64 {
    guard lastLook != .min else { return 0 }
    return max(0, lastLook + (isLively(at: now) ? Self.lively : Self.idle) - now)
  }
}
