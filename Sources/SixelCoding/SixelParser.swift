internal import Raster

/// Splits a sixel sequence into commands.
struct SixelParser {
  /// The largest number that a sequence may contain.
  static let maximumNumber = 1 << 20

  private let bytes: [UInt8]
  private var position: Int

  /// Calls `body` with each command of `bytes` and the offset where it begins.
  static func parse(
    _ bytes: [UInt8], _ body: (SixelCommand, Int) throws(SixelError) -> Void
  ) throws(SixelError) {
    var parser = try SixelParser(bytes)
    while true {
      let offset = parser.position
      guard let command = try parser.next() else { return }
      try body(command, offset)
    }
  }

  /// Skips the introducer `ESC P <parameters> q`.
  private init(_ bytes: [UInt8]) throws(SixelError) {
    self.bytes = bytes
    guard bytes.count > 2, bytes[0] == 0x1B, bytes[1] == UInt8(ascii: "P") else {
      throw .noIntroducer
    }
    position = 2
    while position < bytes.count, Self.isDigit(bytes[position]) || bytes[position] == 0x3B {
      position += 1
    }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "q") else {
      throw .noIntroducer
    }
    position += 1
  }

  /// The next command; nil at the terminator, after which nothing may follow.
  private mutating func next() throws(SixelError) -> SixelCommand? {
    let offset = position
    guard position < bytes.count else { throw .noTerminator }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "?")...UInt8(ascii: "~"):
      return .paint(rows: byte - UInt8(ascii: "?"), count: 1)
    case UInt8(ascii: "!"):
      return try repeated(offset)
    case UInt8(ascii: "#"):
      return try register(offset)
    case UInt8(ascii: "\""):
      return try rasterAttributes(offset)
    case UInt8(ascii: "$"):
      return .carriageReturn
    case UInt8(ascii: "-"):
      return .nextBand
    case 0x1B:
      guard position < bytes.count else { throw .noTerminator }
      guard bytes[position] == UInt8(ascii: "\\"), position + 1 == bytes.count else {
        throw .unexpectedByte(bytes[position], offset: position)
      }
      return nil
    default:
      throw .unexpectedByte(byte, offset: offset)
    }
  }

  private mutating func repeated(_ offset: Int) throws(SixelError) -> SixelCommand {
    let count = try numbers(most: 1)
    guard position < bytes.count else { throw .noTerminator }
    guard UInt8(ascii: "?")...UInt8(ascii: "~") ~= bytes[position] else {
      throw .unexpectedByte(bytes[position], offset: position)
    }
    let rows = bytes[position] - UInt8(ascii: "?")
    position += 1
    // A count of 0 means 1 in every decoder known.
    return .paint(rows: rows, count: max(1, count.first ?? 1))
  }

  private mutating func register(_ offset: Int) throws(SixelError) -> SixelCommand {
    let values = try numbers(most: 5)
    guard let number = values.first, number < 256 else { throw .badColor(offset: offset) }
    guard values.count > 1 else { return .select(register: UInt8(number)) }
    guard values.count == 5, values[1] == 2, values[2...].allSatisfy({ $0 <= 100 }) else {
      throw .badColor(offset: offset)
    }
    return .define(
      register: UInt8(number),
      color: GridColor(
        red: UInt8(values[2]), green: UInt8(values[3]), blue: UInt8(values[4])))
  }

  private mutating func rasterAttributes(_ offset: Int) throws(SixelError) -> SixelCommand {
    let values = try numbers(most: 4)
    guard values.count == 4 else { throw .numberOutOfRange(offset: offset) }
    return .size(PixelSize(width: values[2], height: values[3]))
  }

  /// Numbers with semicolons between them, at most `most`.
  private mutating func numbers(most: Int) throws(SixelError) -> [Int] {
    var values: [Int] = []
    let start = position
    while position < bytes.count, Self.isDigit(bytes[position]) {
      var value = 0
      while position < bytes.count, Self.isDigit(bytes[position]) {
        value = value * 10 + Int(bytes[position] - 0x30)
        guard value <= Self.maximumNumber else { throw .numberOutOfRange(offset: start) }
        position += 1
      }
      values.append(value)
      guard values.count <= most else { throw .numberOutOfRange(offset: start) }
      guard position < bytes.count, bytes[position] == 0x3B else { break }
      position += 1
    }
    return values
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
