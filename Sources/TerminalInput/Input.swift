/// One event that a terminal sent, with the bytes it came in.
public struct Input: Sendable, Equatable {
  /// What the bytes mean.
  public var event: InputEvent
  /// The bytes of the event, at most ``InputParser/rawLimit`` of them.
  public var raw: [UInt8]

  public init(event: InputEvent, raw: [UInt8] = []) {
    self.event = event
    self.raw = raw
  }
}

/// What a terminal can send.
public enum InputEvent: Sendable, Equatable {
  case key(KeyEvent)
  case mouse(MouseReport)
  /// The terminal's window gained (`true`) or lost the focus: `CSI I`, `CSI O` (mode 1004).
  case focus(Bool)
  /// A bracketed paste of that many bytes, which are data and never keys (mode 2004).
  case paste(byteCount: Int)
  /// An answer to a query, asked for or not. Never a key, however late it comes.
  case reply(Reply)
}
