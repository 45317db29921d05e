/// What a row of FURY's event queue means; the raw value is the number on the wire
/// (`_CQUEUE.event_ids`).
public enum EventID: Int, CaseIterable, Sendable {
  case wheel = 1
  case move
  case leftPress, leftRelease
  case middlePress, middleRelease
  case rightPress, rightRelease

  /// The id of a button that went down or up: `(button + 1)·2 + (pressed ? 0 : 1) + 1`.
  public init(button: MouseButton, pressed: Bool) {
    self =
      switch (button, pressed) {
      case (.left, true): .leftPress
      case (.left, false): .leftRelease
      case (.middle, true): .middlePress
      case (.middle, false): .middleRelease
      case (.right, true): .rightPress
      case (.right, false): .rightRelease
      }
  }

  /// The button that a press or a release is about, nil for the wheel and moves.
  public var button: MouseButton? {
    switch self {
    case .wheel, .move: nil
    case .leftPress, .leftRelease: .left
    case .middlePress, .middleRelease: .middle
    case .rightPress, .rightRelease: .right
    }
  }

  /// True for the three presses.
  public var isPress: Bool { self == .leftPress || self == .middlePress || self == .rightPress }

  /// True for the three releases.
  public var isRelease: Bool { button != nil && !isPress }
}
