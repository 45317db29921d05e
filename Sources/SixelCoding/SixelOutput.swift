/// The growing text of bands, in memory that is kept from picture to picture.
struct SixelOutput: ~Copyable {
  private var bytes: [UInt8] = []
  private var count = 0

  /// Most bytes that a segment adds besides its text: `$`, a gap, its colour, a solid run.
  private static let segmentBytes = 1 + 12 + 4 + 12

  /// Starts anew.
  mutating func clear() { count = 0 }

  /// Goes to the next band.
  mutating func newBand() {
    reserve(1)
    bytes[count] = UInt8(ascii: "-")
    count += 1
  }

  /// Writes a band of `count` segments: its base layer, whose first segment is `base` (-1 for none),
  /// then its passes, with `$` between them.
  mutating func append(
    base: Int32, rows: Int, passes: UnsafeBufferPointer<BandEncoder.Pass>,
    segments: UnsafePointer<BandEncoder.Segment>, count segmentCount: Int
  ) {
    var most = unsafe SixelWriter.slack
    for number in 0..<segmentCount {
      most += unsafe Self.segmentBytes + Int(segments[number].bytes)
    }
    reserve(most)
    let start = count
    unsafe count += bytes.withUnsafeMutableBufferPointer { bytes in
      unsafe SixelText.with { text in
        var writer = unsafe SixelWriter(bytes.baseAddress! + start, text: text)
        unsafe writer.writeSolid(base, rows: rows, segments: segments)
        for unsafe(number, pass) in unsafe passes.enumerated() {
          if number > 0 || base >= 0 { unsafe writer.put(UInt8(ascii: "$")) }
          unsafe writer.write(pass, segments: segments)
        }
        return unsafe writer.count
      }
    }
  }

  /// Adds what was written to `result`.
  func append(to result: inout [UInt8]) { result.append(contentsOf: bytes[..<count]) }

  private mutating func reserve(_ more: Int) {
    guard bytes.count < count + more else { return }
    bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, count + more - bytes.count)))
  }
}
