extension InputParser {
  /// A byte of a DCS, OSC, APC, PM or SOS string.
  ///
  /// A string ends with ST, an OSC also with BEL; CAN, SUB and Ctrl-C abort it, so that a reply cut
  /// off by a bad link cannot lock the keyboard. Nothing in it is ever a key.
  mutating func stringByte(_ byte: UInt8) -> InputEvent? {
    if state == .stringEscape {
      if byte == UInt8(ascii: "\\") {
        state = .ground
        return .reply(stringReply())
      }
      // Not a terminator: the string was cut off and ESC begins a sequence of its own.
      state = .escape
      raw = [0x1b, byte]
      return resumeEscape(byte)
    }
    switch byte {
    case 0x1b: state = .stringEscape
    case 0x18, 0x1a: state = .ground
    case 0x03:
      state = .ground
      return .key(Self.asciiKey(byte))
    case 0x07 where stringKind == UInt8(ascii: "]"):
      state = .ground
      return .reply(.other)
    default:
      if string.count < Self.stringLimit { string.append(byte) }
    }
    return nil
  }

  private func stringReply() -> Reply {
    switch stringKind {
    case UInt8(ascii: "P"):
      guard string.starts(with: [UInt8(ascii: ">"), UInt8(ascii: "|")]) else { return .other }
      return .version(String(decoding: string.dropFirst(2), as: UTF8.self))
    case UInt8(ascii: "_"):
      return Self.graphicsReply(string[...]) ?? .other
    default:
      return .other
    }
  }
}
