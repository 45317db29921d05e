/// Turns the bytes of a terminal into events: a state machine without a clock and without
/// callbacks.
///
/// Bytes may come in any portions. Only a lone ESC ever needs a time-out, which the owner keeps
/// (see ``awaitsEscape``); any other incomplete sequence waits for its end, however late, and never
/// decays into keys. Grammar: ECMA-48 and xterm's ctlseqs; modes 1004, 1006, 1016, 2004; kitty's
/// keyboard protocol.
public struct InputParser: Sendable {
  /// Bytes kept of one sequence for ``Input/raw``.
  public static let rawLimit = 64
  /// Bytes kept of a DCS, OSC or APC string; the rest is dropped.
  public static let stringLimit = 4096

  enum State: Sendable, Equatable {
    /// Between sequences.
    case ground
    /// After ESC.
    case escape
    /// In the parameters of `CSI`.
    case csi
    /// In a control sequence that is not well formed: dropped up to its final byte.
    case csiIgnore
    /// After `ESC O`.
    case ss3
    /// After `CSI [`, the Linux console's function keys.
    case linuxFunction
    /// In an X10 mouse report, which has three bytes of any value.
    case x10
    /// In a string (its introducer is in ``stringKind``).
    case string
    /// After ESC in a string.
    case stringEscape
    /// In a UTF-8 character of which bytes are missing.
    case utf8
    /// In a bracketed paste.
    case paste
  }

  var state = State.ground
  var parameters = Parameters()
  /// `<`, `=`, `>` or `?` after `CSI`, else 0.
  var prefix: UInt8 = 0
  /// The last intermediate byte (0x20…0x2f), else 0.
  var intermediate: UInt8 = 0
  /// `P`, `]`, `_`, `^` or `X`: what began the string.
  var stringKind: UInt8 = 0
  var string: [UInt8] = []
  var utf8 = UTF8Collector()
  var x10: [UInt8] = []
  var raw: [UInt8] = []
  var pasted = 0
  var pasteTail = PasteEnd()

  public init() {}

  /// An ESC has come and nothing after it: the ESC key, if nothing comes for 25–50 ms (150 ms over
  /// ssh).
  public var awaitsEscape: Bool { state == .escape }

  /// The time for more after a lone ESC is over: it was the key.
  public mutating func escapeTimedOut() -> Input? {
    guard state == .escape else { return nil }
    state = .ground
    return take(.key(KeyEvent(.escape)))
  }

  /// Takes one byte; returns the event that it completes, if it completes one.
  public mutating func next(_ byte: UInt8) -> Input? {
    if state == .ground { raw.removeAll(keepingCapacity: true) }
    if raw.count < Self.rawLimit { raw.append(byte) }
    guard let event = step(byte) else { return nil }
    return take(event)
  }

  /// Takes a batch of bytes and returns its events in order.
  public mutating func next(_ bytes: some Sequence<UInt8>) -> [Input] {
    var events: [Input] = []
    for byte in bytes {
      if let event = next(byte) { events.append(event) }
    }
    return events
  }

  private func take(_ event: InputEvent) -> Input { Input(event: event, raw: raw) }

  private mutating func step(_ byte: UInt8) -> InputEvent? {
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .csi, .csiIgnore: return csi(byte)
    case .ss3:
      state = .ground
      return byte < 0x20 ? ground(byte) : Self.ss3Key(byte).map(InputEvent.key)
    case .linuxFunction:
      state = .ground
      guard (0x41...0x45).contains(byte) else { return nil }
      return .key(KeyEvent(.function(Int(byte) - 0x40)))
    case .x10: return x10Byte(byte)
    case .string, .stringEscape: return stringByte(byte)
    case .utf8: return utf8Byte(byte)
    case .paste: return pasteByte(byte)
    }
  }

  private mutating func ground(_ byte: UInt8) -> InputEvent? {
    switch byte {
    case 0x1b:
      state = .escape
      return nil
    case 0x80...0xff:
      guard utf8.begin(byte) else { return nil }
      state = .utf8
      return nil
    default:
      return .key(Self.asciiKey(byte))
    }
  }

  private mutating func escape(_ byte: UInt8) -> InputEvent? {
    state = .ground
    switch byte {
    case 0x1b:
      // Two in a row: the first was the key, the second may begin something.
      state = .escape
      raw = [byte]
      return .key(KeyEvent(.escape))
    case UInt8(ascii: "["):
      state = .csi
      parameters.removeAll()
      prefix = 0
      intermediate = 0
    case UInt8(ascii: "O"):
      state = .ss3
    case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = .string
      stringKind = byte
      string.removeAll(keepingCapacity: true)
    case UInt8(ascii: "\\"):
      return nil  // a string terminator without its string
    case 0x80...0xff:
      return ground(byte)
    default:
      var key = Self.asciiKey(byte)
      key.modifiers.insert(.alt)
      return .key(key)
    }
    return nil
  }

  private mutating func utf8Byte(_ byte: UInt8) -> InputEvent? {
    switch utf8.next(byte) {
    case .more: return nil
    case .scalar(let scalar):
      state = .ground
      // C1 controls typed as UTF-8 are no keys.
      guard !(0x80...0x9f).contains(scalar.value) else { return nil }
      return .key(KeyEvent(.character(scalar)))
    case .invalid:
      state = .ground
      raw = [byte]
      return ground(byte)
    }
  }

  private mutating func x10Byte(_ byte: UInt8) -> InputEvent? {
    x10.append(byte)
    guard x10.count == 3 else { return nil }
    state = .ground
    let values = x10.map { Int($0) - 32 }
    guard values[0] >= 0 else { return nil }
    return MouseReport(code: values[0], x: values[1], y: values[2], released: false, isX10: true)
      .map(InputEvent.mouse)
  }

  private mutating func pasteByte(_ byte: UInt8) -> InputEvent? {
    pasted += 1
    guard pasteTail.next(byte) else { return nil }
    state = .ground
    return .paste(byteCount: pasted - PasteEnd.sequence.count)
  }
}
