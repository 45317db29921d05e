import Glibc

/// Splits what a program writes to its terminal into control sequences and strings, fast: pictures
/// go through at the speed of `memchr`.
public struct SequenceSplitter: Sendable {
  /// A complete sequence, from its ESC on.
  public enum Token: Sendable, Equatable {
    /// A CSI or escape sequence.
    case sequence(String)
    /// A device control, operating system or application string, its end included.
    case string([UInt8])
  }

  private enum State: Sendable {
    case text, escape, control, string, stringEscape
  }

  private var state = State.text
  private var pending: [UInt8] = []

  /// At the start of a terminal's life.
  public init() {}

  /// Takes the next bytes and returns the sequences that they complete, in order.
  public mutating func split(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var at = 0
    while at < bytes.count {
      switch state {
      case .text:
        at = Self.find(0x1b, in: bytes, from: at) ?? bytes.count
        if at < bytes.count {
          pending = [0x1b]
          state = .escape
          at += 1
        }
      case .string:
        let end = Self.find(0x1b, in: bytes, from: at) ?? bytes.count
        pending += bytes[at..<end]
        at = end
        if at < bytes.count {
          pending.append(0x1b)
          state = .stringEscape
          at += 1
        }
      case .escape, .control, .stringEscape:
        if let token = next(bytes[at]) { tokens.append(token) }
        at += 1
      }
    }
    return tokens
  }

  private mutating func next(_ byte: UInt8) -> Token? {
    pending.append(byte)
    switch state {
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .control
      case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"): state = .string
      case 0x20...0x2f: break  // intermediates, as in ESC ( B
      default: return finish()
      }
      return nil
    case .control: return (0x40...0x7e).contains(byte) ? finish() : nil
    case .stringEscape:
      if byte == UInt8(ascii: "\\") {
        defer { (state, pending) = (.text, []) }
        return .string(pending)
      }
      state = .string
      return nil
    case .text, .string: return nil
    }
  }

  private mutating func finish() -> Token {
    defer { (state, pending) = (.text, []) }
    return .sequence(String(decoding: pending, as: UTF8.self))
  }

  private static func find(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
