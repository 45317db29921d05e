internal import FuryStream
internal import FuryWire

/// Whose drag it is: between a press and its release only one browser's events count.
struct DragDesk {
  /// Milliseconds after which a drag that stands still may be ended by somebody else.
  static let patience = 10_000.0

  private var holder: EventRelay.Client?
  private var held = HeldButtons()
  private var last = 0.0

  /// Takes note of an event at `time` (milliseconds) and answers what is to be sent before it; nil
  /// when another browser holds a button.
  mutating func take(
    _ event: FuryEvent, from client: EventRelay.Client, at time: Double
  ) -> [FuryEvent]? {
    var releases: [FuryEvent] = []
    if let holder, holder != client {
      guard time - last > Self.patience else { return nil }
      releases = held.releases(at: time)
    }
    last = time
    held.note(event)
    holder = held.isEmpty ? nil : client
    return releases
  }

  /// The releases that a browser that has gone did not send.
  mutating func leave(_ client: EventRelay.Client, at time: Double) -> [FuryEvent] {
    guard holder == client else { return [] }
    holder = nil
    return held.releases(at: time)
  }
}
