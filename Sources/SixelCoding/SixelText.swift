/// Writes the numbers and runs of sixel text into memory that is large enough.
///
/// Stores may reach up to four bytes beyond what is written.
@unsafe struct SixelText {
  /// Up to three decimal digits, the first in the lowest byte, and their number in the highest.
  private static let table: [UInt32] = (0..<1000).map { number in
    let text = Array(String(number).utf8)
    return text.enumerated().reduce(UInt32(text.count) << 24) { word, digit in
      word | UInt32(digit.element) << UInt32(8 * digit.offset)
    }
  }

  private let digits: UnsafePointer<UInt32>

  /// Calls `body` with a writer.
  static func with<Result>(_ body: (SixelText) -> Result) -> Result {
    unsafe table.withUnsafeBufferPointer {
      unsafe body(SixelText(digits: $0.baseAddress!))
    }
  }

  private init(digits: UnsafePointer<UInt32>) { unsafe self.digits = digits }

  /// Writes `count` (0 or more) times `character`, with a repeat count where that is shorter; where
  /// the next byte goes.
  @inline(__always)
  func run(
    _ character: UInt8, count: Int32, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    guard count > 3 else {
      let word = UInt32(character) &* 0x0101_0101
      unsafe UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt32.self)
      return unsafe place + Int(count)
    }
    return unsafe longRun(character, count: count, at: place)
  }

  @inline(never)
  private func longRun(
    _ character: UInt8, count: Int32, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    unsafe place.pointee = UInt8(ascii: "!")
    let next = unsafe decimal(UInt32(count), at: place + 1)
    unsafe next.pointee = character
    return unsafe next + 1
  }

  /// Writes a number; where the next byte goes.
  @inline(__always)
  func decimal(
    _ number: UInt32, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    guard number < 1000 else { return unsafe longDecimal(number, at: place) }
    let word = unsafe digits[Int(number)]
    unsafe UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt32.self)
    return unsafe place + Int(word >> 24)
  }

  @inline(never)
  private func longDecimal(
    _ number: UInt32, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var next = unsafe decimal(number / 1000, at: place)
    let word = unsafe digits[Int(number % 1000)]
    for _ in word >> 24..<3 {
      unsafe next.pointee = UInt8(ascii: "0")
      unsafe next += 1
    }
    unsafe UnsafeMutableRawPointer(next).storeBytes(of: word.littleEndian, as: UInt32.self)
    return unsafe next + Int(word >> 24)
  }
}
