/// A point in time on two clocks, both in milliseconds.
public struct Moment: Sendable, Hashable {
  /// Since the Unix epoch: what FURY calls `user_timestamp`.
  public var wall: Double
  /// Of a clock that never jumps, for deadlines.
  public var monotonic: Double

  public init(wall: Double, monotonic: Double) {
    self.wall = wall
    self.monotonic = monotonic
  }
}
