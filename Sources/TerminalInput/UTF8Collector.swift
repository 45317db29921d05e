/// Collects the bytes of one UTF-8 character.
struct UTF8Collector: Sendable {
  enum Step {
    case more
    case scalar(Unicode.Scalar)
    case invalid
  }

  private var value: UInt32 = 0
  private var missing = 0
  private var least: UInt32 = 0

  /// Starts with a lead byte; false where it is none.
  mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xc2...0xdf: (value, missing, least) = (UInt32(byte & 0x1f), 1, 0x80)
    case 0xe0...0xef: (value, missing, least) = (UInt32(byte & 0x0f), 2, 0x800)
    case 0xf0...0xf4: (value, missing, least) = (UInt32(byte & 0x07), 3, 0x1_0000)
    default: return false
    }
    return true
  }

  /// Takes a continuation byte; overlong forms, surrogates and values above U+10FFFF are invalid.
  mutating func next(_ byte: UInt8) -> Step {
    guard byte & 0xc0 == 0x80 else { return .invalid }
    value = value << 6 | UInt32(byte & 0x3f)
    missing -= 1
    guard missing == 0 else { return .more }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return .scalar("\u{fffd}") }
    return .scalar(scalar)
  }
}
