extension InputParser {
  /// The key that a byte below 0x80 is.
  static func asciiKey(_ byte: UInt8) -> KeyEvent {
    switch byte {
    case 0x00: KeyEvent(.character(" "), .ctrl)
    case 0x08, 0x7f: KeyEvent(.backspace)
    case 0x09: KeyEvent(.tab)
    case 0x0a, 0x0d: KeyEvent(.enter)
    case 0x1b: KeyEvent(.escape)
    case 0x01...0x1a: KeyEvent(.character(Unicode.Scalar(byte + 0x60)), .ctrl)
    case 0x1c...0x1f: KeyEvent(.character(Unicode.Scalar(byte + 0x40)), .ctrl)
    default: KeyEvent(.character(Unicode.Scalar(byte)))
    }
  }

  /// The key of `CSI … letter`.
  static func letterKey(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P"): .function(1)
    case UInt8(ascii: "Q"): .function(2)
    case UInt8(ascii: "S"): .function(4)
    case UInt8(ascii: "Z"): .tab
    default: nil
    }
  }

  /// The key of `ESC O letter`, with the numeric keypad in application mode.
  static func ss3Key(_ byte: UInt8) -> KeyEvent? {
    switch byte {
    case UInt8(ascii: "R"): KeyEvent(.function(3))
    case UInt8(ascii: "M"): KeyEvent(.enter)
    case UInt8(ascii: "I"): KeyEvent(.tab)
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      KeyEvent(.character(Unicode.Scalar(byte - 0x40)))
    default: letterKey(byte).map { KeyEvent($0) }
    }
  }

  /// The key of `CSI number ~`.
  static func tildeKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// Modifiers of a parameter, which is one more than their bits; unknown bits (super, locks) are
  /// dropped.
  func modifiers(field: Int?) -> Modifiers {
    guard let field, field > 1 else { return [] }
    return Modifiers(rawValue: UInt8((field - 1) & 7))
  }

  /// `key` with the modifiers and the action in the second parameter, `CSI 1 ; modifiers : action
  /// letter`.
  func modified(_ key: Key) -> KeyEvent {
    let field = parameters.fields.dropFirst().first ?? []
    return KeyEvent(
      key, modifiers(field: field.first ?? nil), action: action(field.dropFirst().first ?? nil))
  }

  private func action(_ value: Int?) -> KeyEvent.Action {
    switch value {
    case 2: .repeat
    case 3: .release
    default: .press
    }
  }

  /// A key of kitty's protocol, `CSI code : shifted ; modifiers : action u`.
  func kittyKey() -> KeyEvent? {
    let fields = parameters.fields
    guard let code = fields.first?.first ?? nil, let key = Self.kittyCode(code) else { return nil }
    var event = modified(key)
    guard case .character(let scalar) = key, event.modifiers.contains(.shift) else { return event }
    // The shifted key is sent where it was asked for; without it only letters are known for every
    // layout.
    let shifted = fields[0].dropFirst().first ?? nil
    if let shifted, let value = Unicode.Scalar(UInt32(max(0, shifted))), shifted >= 0x20 {
      event.key = .character(value)
      event.modifiers.remove(.shift)
    } else if ("a"..."z").contains(scalar) {
      event.key = .character(Unicode.Scalar(UInt8(scalar.value) - 0x20))
      event.modifiers.remove(.shift)
    }
    return event
  }

  private static func kittyCode(_ code: Int) -> Key? {
    switch code {
    case 9: .tab
    case 13, 57414: .enter
    case 27: .escape
    case 8, 127: .backspace
    case 57399...57408: .character(Unicode.Scalar(UInt8(0x30 + code - 57399)))
    case 57409...57413: .character([".", "/", "*", "-", "+"][code - 57409])
    case 57417...57426:
      [.left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete][code - 57417]
    case 57441, 57447: .modifier(.shift)
    case 57442, 57448: .modifier(.ctrl)
    case 57443, 57449: .modifier(.alt)
    case 57344...63743: nil
    case 0..<0x20: nil
    default: Unicode.Scalar(UInt32(code)).map(Key.character)
    }
  }

  /// Goes on with a byte after an ESC that broke off a string.
  mutating func resumeEscape(_ byte: UInt8) -> InputEvent? {
    state = .escape
    raw = [0x1b]
    return next(byte)?.event
  }
}
