package import FuryWire

/// The buttons that FURY believes are down, from the events that were sent to it.
package struct HeldButtons: Sendable, Hashable {
  private var presses: [MouseButton: FuryEvent] = [:]
  private var x = 0.0
  private var y = 0.0

  /// Nothing is down.
  package init() {}

  /// True when nothing is down.
  package var isEmpty: Bool { presses.isEmpty }

  /// Takes note of an event that is in the queue.
  package mutating func note(_ event: FuryEvent) {
    guard event.id != .wheel else { return }
    (x, y) = (event.x, event.y)
    guard let button = event.id.button else { return }
    presses[button] = event.id.isPress ? event : nil
  }

  /// The releases owed, where the pointer was last; nothing is held afterwards.
  package mutating func releases(at milliseconds: Double) -> [FuryEvent] {
    defer { presses = [:] }
    return MouseButton.allCases.compactMap { button in
      presses[button].map { press in
        FuryEvent(
          id: EventID(button: button, pressed: false), x: x, y: y, ctrl: press.ctrl,
          shift: press.shift, userTimestamp: milliseconds)
      }
    }
  }
}
