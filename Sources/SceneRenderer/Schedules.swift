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

/// When the event queue is looked at. Times are nanoseconds.
struct EventSchedule: Sendable, Hashable {
  let interval: Int64
  private(set) var next: Int64 = 0

  init(interval: Int64) { self.interval = interval }

  /// True when it is time to look; the next time is an interval later.
  mutating func isDue(now: Int64) -> Bool {
    guard now >= next else { return false }
    next = now + interval
    return true
  }
}
