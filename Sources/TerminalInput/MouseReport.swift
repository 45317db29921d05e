/// A mouse report as the terminal sent it: coordinates are not clamped, and may be zero or
/// negative.
public struct MouseReport: Sendable, Hashable {
  public enum Button: Sendable, Hashable {
    case left, middle, right
    /// No button: motion with nothing held, or an X10 release, which does not say which button.
    case none
    case wheelUp, wheelDown, wheelLeft, wheelRight
    /// Buttons 8 and above.
    case other(Int)
  }

  public enum Kind: Sendable, Hashable { case press, release, motion }

  public var button: Button
  public var kind: Kind
  public var modifiers: Modifiers
  /// Column, or pixels from the left where mode 1016 is on; the origin is the terminal's.
  public var x: Int
  /// Row, or pixels from the top where mode 1016 is on.
  public var y: Int
  /// An `ESC [ M` report: always in cells, even where mode 1016 was asked for.
  public var isX10: Bool
  /// The pointer left the window (kitty): the coordinates mean nothing.
  public var leftWindow: Bool

  public init(
    _ button: Button, _ kind: Kind, modifiers: Modifiers = [], x: Int, y: Int,
    isX10: Bool = false, leftWindow: Bool = false
  ) {
    self.button = button
    self.kind = kind
    self.modifiers = modifiers
    self.x = x
    self.y = y
    self.isX10 = isX10
    self.leftWindow = leftWindow
  }

  /// Decodes a button code, as in `CSI < code ; x ; y M` and in X10 reports after taking 32 off.
  ///
  /// Returns nil for what says nothing: xterm and foot send releases for horizontal wheels and for
  /// buttons 8 and above, which were never pressed for us.
  init?(code: Int, x: Int, y: Int, released: Bool, isX10: Bool) {
    var modifiers: Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.ctrl) }
    let group = code & (64 | 128)
    if released, group != 0 { return nil }
    let number = code & 3
    let button: Button
    switch group {
    case 0: button = [.left, .middle, .right, .none][number]
    case 64: button = [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][number]
    default: button = .other(8 + number)
    }
    let motion = code & 32 != 0
    let isRelease = released || (isX10 && !motion && group == 0 && number == 3)
    self.init(
      button, isRelease ? .release : motion ? .motion : .press, modifiers: modifiers, x: x, y: y,
      isX10: isX10, leftWindow: code & 256 != 0)
  }
}
