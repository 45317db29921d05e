/// Writes colours, gaps and runs into memory that is large enough, as `SixelOutput` sees to.
@unsafe struct SixelWriter {
  private let start: UnsafeMutablePointer<UInt8>
  private var next: UnsafeMutablePointer<UInt8>

  /// Up to three decimal digits, the first in the lowest byte, and their number in the highest.
  private static let digits: [UInt32] = (0..<1000).map { number in
    let text = Array(String(number).utf8)
    return text.enumerated().reduce(UInt32(text.count) << 24) { word, digit in
      word | UInt32(digit.element) << UInt32(8 * digit.offset)
    }
  }

  init(_ start: UnsafeMutablePointer<UInt8>) {
    unsafe self.start = start
    unsafe next = start
  }

  /// Bytes written so far.
  var count: Int { unsafe next - start }

  /// Writes one byte.
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    unsafe next.pointee = byte
    unsafe next += 1
  }

  /// Writes the base layer of a band of `rows` rows from segment `first` on (-1: nothing).
  ///
  /// What lies between two of its segments is painted by the left one: it is painted over later.
  mutating func writeSolid(
    _ first: Int32, rows: Int, segments: UnsafeBufferPointer<BandEncoder.Segment>
  ) {
    guard first >= 0 else { return }
    // All rows that the band has, and none below the picture.
    let solid = UInt8(ascii: "?") + (1 << UInt8(rows) - 1)
    unsafe Self.digits.withUnsafeBufferPointer { digits in
      var column = unsafe segments[Int(first)].start
      unsafe sixels(UInt8(ascii: "?"), count: column, digits)
      var number = first
      while number >= 0 {
        let segment = unsafe segments[Int(number)]
        let end = segment.next >= 0 ? unsafe segments[Int(segment.next)].start : segment.end
        unsafe put(UInt8(ascii: "#"))
        unsafe decimal(UInt32(segment.color), digits)
        unsafe sixels(solid, count: end &- column, digits)
        column = end
        number = segment.next
      }
    }
  }

  /// Writes one pass over a band.
  mutating func write(
    _ pass: BandEncoder.Pass, segments: UnsafeBufferPointer<BandEncoder.Segment>,
    runs: UnsafeBufferPointer<BandEncoder.Run>
  ) {
    unsafe Self.digits.withUnsafeBufferPointer { digits in
      var column: Int32 = 0
      var number = pass.first
      while number >= 0 {
        let segment = unsafe segments[Int(number)]
        unsafe put(UInt8(ascii: "#"))
        unsafe decimal(UInt32(segment.color), digits)
        unsafe sixels(UInt8(ascii: "?"), count: segment.start &- column, digits)
        var run = segment.firstRun
        while run >= 0 {
          let (count, next, gap, sixel) = unsafe (
            runs[Int(run)].count, runs[Int(run)].next, runs[Int(run)].gap, runs[Int(run)].sixel
          )
          unsafe sixels(UInt8(ascii: "?"), count: Int32(gap), digits)
          unsafe sixels(sixel &+ UInt8(ascii: "?"), count: count, digits)
          run = next
        }
        column = segment.end
        number = segment.next
      }
    }
  }

  /// Writes `count` times the character `sixel`, with a repeat count where that is shorter.
  @inline(__always)
  private mutating func sixels(
    _ sixel: UInt8, count: Int32, _ digits: UnsafeBufferPointer<UInt32>
  ) {
    guard count > 3 else {
      let word = UInt32(sixel) &* 0x0101_0101
      unsafe UnsafeMutableRawPointer(next).storeBytes(of: word.littleEndian, as: UInt32.self)
      unsafe next += Int(count)
      return
    }
    unsafe put(UInt8(ascii: "!"))
    unsafe decimal(UInt32(count), digits)
    unsafe put(sixel)
  }

  @inline(__always)
  private mutating func decimal(_ number: UInt32, _ digits: UnsafeBufferPointer<UInt32>) {
    if number < 1000 {
      let word = unsafe digits[Int(number)]
      unsafe UnsafeMutableRawPointer(next).storeBytes(of: word.littleEndian, as: UInt32.self)
      unsafe next += Int(word >> 24)
    } else {
      unsafe decimal(number / 1000, digits)
      let word = unsafe digits[Int(number % 1000)]
      let length = word >> 24
      for _ in length..<3 { unsafe put(UInt8(ascii: "0")) }
      unsafe UnsafeMutableRawPointer(next).storeBytes(of: word.littleEndian, as: UInt32.self)
      unsafe next += Int(length)
    }
  }
}
