/// Writes the layers of a band into memory that is large enough, as `SixelOutput` sees to.
@unsafe struct SixelWriter {
  /// Bytes that may be stored beyond what is written.
  static let slack = 32

  private let start: UnsafeMutablePointer<UInt8>
  private var next: UnsafeMutablePointer<UInt8>
  private let text: SixelText

  init(_ start: UnsafeMutablePointer<UInt8>, text: SixelText) {
    unsafe self.start = start
    unsafe next = start
    unsafe self.text = text
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
    _ first: Int32, rows: Int, segments: UnsafePointer<BandEncoder.Segment>
  ) {
    guard first >= 0 else { return }
    // All rows that the band has, and none below the picture.
    let solid = UInt8(ascii: "?") + (1 << UInt8(rows) - 1)
    var column = unsafe segments[Int(first)].start
    unsafe next = text.run(UInt8(ascii: "?"), count: column, at: next)
    var number = first
    while number >= 0 {
      let segment = unsafe segments + Int(number)
      let following = unsafe segment.pointee.next
      let end = unsafe following >= 0 ? segments[Int(following)].start : segment.pointee.end
      unsafe select(segment.pointee.color)
      unsafe next = text.run(solid, count: end &- column, at: next)
      column = end
      number = following
    }
  }

  /// Writes one pass over a band.
  mutating func write(_ pass: BandEncoder.Pass, segments: UnsafePointer<BandEncoder.Segment>) {
    var column: Int32 = 0
    var number = pass.first
    while number >= 0 {
      let segment = unsafe segments + Int(number)
      unsafe select(segment.pointee.color)
      unsafe next = text.run(
        UInt8(ascii: "?"), count: segment.pointee.start &- column, at: next)
      unsafe copy(segment.pointee.text, count: Int(segment.pointee.bytes))
      column = unsafe segment.pointee.end
      number = unsafe segment.pointee.next
    }
  }

  @inline(__always)
  private mutating func select(_ color: UInt8) {
    unsafe put(UInt8(ascii: "#"))
    unsafe next = text.decimal(UInt32(color), at: next)
  }

  /// Copies sixteen bytes at a time: most segments are shorter, and both ends have room for more.
  @inline(__always)
  private mutating func copy(_ source: UnsafePointer<UInt8>, count: Int) {
    var offset = 0
    repeat {
      let bytes = unsafe UnsafeRawPointer(source + offset)
        .loadUnaligned(as: SIMD16<UInt8>.self)
      unsafe UnsafeMutableRawPointer(next + offset).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
      offset += 16
    } while offset < count
    unsafe next += count
  }
}
