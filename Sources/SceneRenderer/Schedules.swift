/// When frames are published: after every drawing, or at an interval. Times are nanoseconds.
struct FrameSchedule: Sendable, Hashable {
  /// 0: after every drawing.
  let interval: Int64
  /// What was drawn last is not published yet; at first that is so whatever was drawn before.
  var isStale = true
  /// When the next frame may be published.
  private(set) var next: Int64 = 0

  init(interval: Int64) { self.interval = interval }

  /// True when a frame is to be published now; it counts as published then.
  mutating func takeDue(now: Int64) -> Bool {
    guard isStale, now >= next else { return false }
    isStale = false
    next = interval == 0 ? 0 : max(next + interval, now)
    return true
  }
}

/// When the event queue is looked at: at an interval, and half as often once nothing has come for a
/// second, since waking up is all that a scene at rest costs. Times are nanoseconds.
struct EventSchedule: Sendable, Hashable {
  /// How long after the last event the next one is expected at any time.
  static let attention: Int64 = 1_000_000_000

  let interval: Int64
  private(set) var next: Int64 = 0
  private var lastEvent: Int64 = 0

  init(interval: Int64) { self.interval = interval }

  /// True when it is time to look; then say with ``looked(now:found:)`` what was there.
  func isDue(now: Int64) -> Bool { now >= next }

  /// There were so many events; the next look follows from that.
  mutating func looked(now: Int64, found: Int) {
    if found > 0 { lastEvent = now }
    next = now + (now - lastEvent < Self.attention ? interval : 2 * interval)
  }
}
