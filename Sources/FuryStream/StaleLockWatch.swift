internal import FuryWire

/// Notices a lock word that a process left set when it died inside the queue.
///
/// FURY's consumer toggles the word all the time, so one look proves nothing: stale is a lock that
/// every look finds set, with head and tail unmoved, for two seconds.
struct StaleLockWatch: Sendable, Hashable {
  /// Nanoseconds after which a lock is stale.
  static let patience: Int64 = 2_000_000_000
  /// Looks further apart than this prove nothing about the time between them.
  static let gap: Int64 = 100_000_000

  private var seen: HeadTail?
  private var since: Int64 = 0
  private var lastLook: Int64 = 0

  /// True when the lock word is to be cleared; `now` in nanoseconds.
  mutating func isStale(_ state: HeadTail, flavour: Flavour, now: Int64) -> Bool {
    // A raw array's lock word stays set by FURY's design: a semaphore guards that queue.
    guard flavour == .named, state.lock != 0 else {
      seen = nil
      return false
    }
    if state != seen || now - lastLook > Self.gap {
      seen = state
      since = now
    }
    lastLook = now
    guard now - since >= Self.patience else { return false }
    seen = nil
    return true
  }
}
