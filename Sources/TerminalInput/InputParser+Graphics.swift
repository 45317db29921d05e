extension InputParser {
  /// Characters kept of the text of a graphics reply.
  static let graphicsTextLimit = 80

  /// The reply in an APC string of kitty's graphics protocol, `G key=value,… ; text`; nil where it
  /// is none.
  ///
  /// Of the keys only `i`, the image's number, is of use. A reply without it, with a number that is
  /// none or does not fit into 32 bits, or without a text answers nothing that was sent.
  static func graphicsReply(_ string: ArraySlice<UInt8>) -> Reply? {
    guard string.first == UInt8(ascii: "G"),
      let end = string.firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    var id: Int?
    for field in string[string.index(after: string.startIndex)..<end].split(separator: 0x2c) {
      guard field.starts(with: [UInt8(ascii: "i"), UInt8(ascii: "=")]) else { continue }
      guard let number = number(field.dropFirst(2)) else { return nil }
      id = number
    }
    guard let id else { return nil }
    let message = string[string.index(after: end)...]
    guard !message.isEmpty else { return nil }
    let text = message.prefix(graphicsTextLimit).map { (0x20...0x7e).contains($0) ? $0 : 0x3f }
    return .graphicsReply(
      id: id, ok: message.elementsEqual("OK".utf8), text: String(decoding: text, as: UTF8.self))
  }

  /// A decimal number of up to 32 bits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 10 else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value <= UInt32.max ? value : nil
  }
}
