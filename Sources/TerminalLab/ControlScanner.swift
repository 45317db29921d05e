/// Finds the control sequences in what a program writes to its terminal.
struct ControlScanner {
  /// What has been found.
  enum Token: Equatable {
    /// A CSI or two-byte escape sequence, complete.
    case sequence(String)
    /// A device control, operating system or application string (sixel, titles, queries), complete.
    case string(String)
  }

  private enum State {
    case text, escape, control, string, stringEscape
  }

  private var state = State.text
  private var pending: [UInt8] = []

  /// Takes the next bytes and returns the sequences that they complete.
  mutating func scan(_ bytes: [UInt8]) -> [Token] {
    bytes.compactMap { next($0) }
  }

  private mutating func next(_ byte: UInt8) -> Token? {
    if byte == 0x18 {  // CAN ends whatever was under way
      state = .text
      return nil
    }
    if state != .text { pending.append(byte) }
    switch state {
    case .text:
      if byte == 0x1b {
        state = .escape
        pending = [byte]
      }
      return nil
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .control
      case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"): state = .string
      case 0x20...0x2f: break  // intermediates, as in ESC ( B
      default: return finish(.sequence(text))
      }
      return nil
    case .control:
      return (0x40...0x7e).contains(byte) ? finish(.sequence(text)) : nil
    case .string:
      if byte == 0x1b { state = .stringEscape }
      return byte == 0x07 ? finish(.string(text)) : nil
    case .stringEscape:
      if byte == UInt8(ascii: "\\") { return finish(.string(text)) }
      state = .string
      return nil
    }
  }

  /// A string has begun and not ended.
  var isInString: Bool { state == .string || state == .stringEscape }

  private var text: String { String(decoding: pending, as: UTF8.self) }

  private mutating func finish(_ token: Token) -> Token {
    state = .text
    pending = []
    return token
  }
}
