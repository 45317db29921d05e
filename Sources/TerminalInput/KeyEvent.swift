/// A key that was pressed, repeated or released.
public struct KeyEvent: Sendable, Hashable {
  /// Releases and repeats are told apart only by the kitty keyboard protocol.
  public enum Action: Sendable, Hashable { case press, `repeat`, release }

  public var key: Key
  public var modifiers: Modifiers
  public var action: Action

  public init(_ key: Key, _ modifiers: Modifiers = [], action: Action = .press) {
    self.key = key
    self.modifiers = modifiers
    self.action = action
  }
}

/// A key by its meaning; a letter with shift is the capital, without the shift modifier.
public enum Key: Sendable, Hashable {
  case character(Unicode.Scalar)
  case up, down, left, right, home, end, pageUp, pageDown, insert, delete
  case enter, tab, backspace, escape
  /// F1 is 1.
  case function(Int)
  /// A modifier key by itself, reported by the kitty keyboard protocol only.
  case modifier(Modifiers)
}

/// Modifier keys, with the bits of xterm's and kitty's reports (value minus one).
public struct Modifiers: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let shift = Modifiers(rawValue: 1)
  public static let alt = Modifiers(rawValue: 2)
  public static let ctrl = Modifiers(rawValue: 4)
}
