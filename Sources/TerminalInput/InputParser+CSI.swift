extension InputParser {
  /// A byte after `CSI`, up to and with the final byte.
  mutating func csi(_ byte: UInt8) -> InputEvent? {
    switch byte {
    case 0x1b:
      state = .escape
      raw = [byte]
    case 0x00...0x1f:
      // A control character inside a sequence: the sequence is broken off, the key counts (xterm
      // executes it, too).
      state = .ground
      return byte == 0x18 ? nil : .key(Self.asciiKey(byte))
    case 0x40...0x7e:
      let ignored = state == .csiIgnore
      state = .ground
      return ignored ? nil : dispatch(final: byte)
    case 0x7f...0xff:
      state = .csiIgnore
    default:
      if state == .csi { parameterByte(byte) }
    }
    return nil
  }

  private mutating func parameterByte(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9") where intermediate == 0:
      parameters.digit(byte - UInt8(ascii: "0"))
    case UInt8(ascii: ";") where intermediate == 0, UInt8(ascii: ":") where intermediate == 0:
      parameters.separator(isColon: byte == UInt8(ascii: ":"))
    case UInt8(ascii: "<")...UInt8(ascii: "?")
    where prefix == 0 && parameters.count == 0 && intermediate == 0:
      prefix = byte
    case UInt8(ascii: "-") where prefix == UInt8(ascii: "<"):
      if !parameters.minus() { state = .csiIgnore }
    case 0x20...0x2f:
      intermediate = byte
    default:
      state = .csiIgnore
    }
  }

  private mutating func dispatch(final: UInt8) -> InputEvent? {
    switch (prefix, intermediate) {
    case (0, 0): return plain(final)
    case (UInt8(ascii: "<"), 0): return sgrMouse(final)
    case (UInt8(ascii: "?"), 0): return .reply(privateReply(final))
    case (UInt8(ascii: "?"), UInt8(ascii: "$")) where final == UInt8(ascii: "y"):
      return .reply(.mode(parameters.value(0) ?? 0, setting: parameters.value(1) ?? 0))
    case (UInt8(ascii: ">"), 0) where final == UInt8(ascii: "c"):
      return .reply(.secondaryAttributes(parameters.all))
    default: return .reply(.other)
    }
  }

  private func privateReply(_ final: UInt8) -> Reply {
    let values = parameters.all
    switch final {
    case UInt8(ascii: "c"): return .deviceAttributes(values)
    case UInt8(ascii: "S") where values.count >= 2:
      return .graphics(item: values[0], status: values[1], values: Array(values.dropFirst(2)))
    case UInt8(ascii: "u"): return .keyboardFlags(values.first ?? 0)
    default: return .other
    }
  }

  private func sgrMouse(_ final: UInt8) -> InputEvent? {
    guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m"),
      let code = parameters.value(0), code >= 0,
      let x = parameters.value(1), let y = parameters.value(2)
    else { return nil }
    return MouseReport(code: code, x: x, y: y, released: final == UInt8(ascii: "m"), isX10: false)
      .map(InputEvent.mouse)
  }

  /// Sequences without prefix and intermediate: keys, focus, window reports, X10 mouse.
  private mutating func plain(_ final: UInt8) -> InputEvent? {
    let empty = parameters.count == 0
    switch final {
    case UInt8(ascii: "M") where empty:
      x10.removeAll(keepingCapacity: true)
      state = .x10
      return nil
    case UInt8(ascii: "[") where empty:
      state = .linuxFunction
      return nil
    case UInt8(ascii: "I") where empty: return .focus(true)
    case UInt8(ascii: "O") where empty: return .focus(false)
    case UInt8(ascii: "n"): return .reply(.status(parameters.value(0) ?? 0))
    case UInt8(ascii: "t"): return .reply(windowReply())
    case UInt8(ascii: "R"):
      if let row = parameters.value(0), let column = parameters.value(1) {
        // Also F3 with modifiers, `CSI 1 ; m R`; a program that never asks for the cursor loses
        // nothing either way.
        if row == 1, (2...8).contains(column) { return .key(modified(.function(3))) }
        return .reply(.cursor(row: row, column: column))
      }
      return .key(KeyEvent(.function(3)))
    case UInt8(ascii: "~"): return tilde()
    case UInt8(ascii: "u"): return kittyKey().map(InputEvent.key)
    default:
      return Self.letterKey(final).map { .key(modified($0)) } ?? .reply(.other)
    }
  }

  private func windowReply() -> Reply {
    let values = parameters.all
    guard let operation = values.first else { return .other }
    if operation == 48, values.count >= 5 {
      return .resize(rows: values[1], columns: values[2], height: values[3], width: values[4])
    }
    guard [4, 6, 8].contains(operation), values.count >= 3 else { return .other }
    return .window(operation: operation, height: values[1], width: values[2])
  }

  private mutating func tilde() -> InputEvent? {
    switch parameters.value(0) {
    case 200:
      state = .paste
      pasted = 0
      pasteTail = PasteEnd()
      return nil
    case 27:
      // xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~
      guard let code = parameters.value(2), let scalar = Unicode.Scalar(UInt32(max(0, code))) else {
        return nil
      }
      var key = code < 0x80 ? Self.asciiKey(UInt8(code)) : KeyEvent(.character(scalar))
      key.modifiers.formUnion(modifiers(field: parameters.value(1)))
      return .key(key)
    case let number?:
      return Self.tildeKey(number).map { .key(modified($0)) } ?? .reply(.other)
    case nil:
      return nil
    }
  }
}
