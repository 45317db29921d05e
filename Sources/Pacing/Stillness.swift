/// Tells when a picture stands still, so that it is worth its full quality.
///
/// After 250 ms without a change, as a rule. A scene that moves again soon after that only paused,
/// as one does that makes three frames a second: then more patience is asked for, since a picture
/// that becomes fine and plain again with every frame is worse than a plain one, and a fine one may
/// hold up a slow link for a second. A value without a clock: times are milliseconds of any one
/// monotonic clock.
public struct Stillness: Sendable, Equatable {
  /// Milliseconds without a change, at first and at most.
  public static let patience = 250.0...2000.0

  /// Milliseconds that a picture must have stood at full quality to have been worth it.
  private static let rest = 1500.0

  private var changedAt = -Double.infinity
  private var shownAt: Double?
  private var waiting = patience.lowerBound

  public init() {}

  /// The picture has not changed for long enough.
  public func isReached(at now: Double) -> Bool { now - changedAt >= waiting }

  /// The picture changed.
  public mutating func changed(at now: Double) {
    if let shownAt {
      let stood = now - shownAt
      if stood < max(Self.rest, 2 * waiting) {
        waiting = min(2 * waiting, Self.patience.upperBound)
      } else {
        waiting = Self.patience.lowerBound
      }
    }
    shownAt = nil
    changedAt = now
  }

  /// The picture was made at full quality.
  public mutating func shown(at now: Double) { shownAt = shownAt ?? now }
}
