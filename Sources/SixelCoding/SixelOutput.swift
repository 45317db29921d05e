/// The growing text of a sixel picture, in memory that is kept from picture to picture.
struct SixelOutput: ~Copyable {
  private var bytes: [UInt8] = []
  private var count = 0

  /// Most bytes that one run can take: a bridged gap ("!8?"), a count, the sixel.
  private static let runBytes = 3 + 11 + 1
  /// Most bytes that a segment adds: a gap, the colour; and what a pass adds.
  private static let segmentBytes = 12 + 4 + 1

  /// Starts a new picture.
  mutating func clear() { count = 0 }

  /// Goes to the next band.
  mutating func newBand() {
    reserve(1)
    bytes[count] = UInt8(ascii: "-")
    count += 1
  }

  /// Writes a band: its base layer, whose first segment is `base` (-1 for none), then its passes,
  /// with `$` between them.
  mutating func append(
    base: Int32, rows: Int, passes: ArraySlice<BandEncoder.Pass>, segments: [BandEncoder.Segment],
    runs: [BandEncoder.Run], width: Int
  ) {
    // A band has at most 6 runs and 6 segments a column; 8 spare bytes for whole-word stores.
    reserve(6 * width * (Self.runBytes + Self.segmentBytes) + 8)
    let start = count
    count += unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      unsafe segments.withUnsafeBufferPointer { segments in
        unsafe runs.withUnsafeBufferPointer { runs in
          var writer = unsafe SixelWriter(bytes.baseAddress! + start)
          unsafe writer.writeSolid(base, rows: rows, segments: segments)
          for (number, pass) in passes.enumerated() {
            if number > 0 || base >= 0 { unsafe writer.put(UInt8(ascii: "$")) }
            unsafe writer.write(pass, segments: segments, runs: runs)
          }
          return unsafe writer.count
        }
      }
    }
  }

  /// Adds the whole sequence to `result`: `header`, what was written, the string terminator.
  func append(to result: inout [UInt8], header: [UInt8]) {
    result.append(contentsOf: header)
    result.append(contentsOf: bytes[..<count])
    result.append(0x1B)
    result.append(UInt8(ascii: "\\"))
  }

  private mutating func reserve(_ more: Int) {
    guard bytes.count < count + more else { return }
    bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, count + more - bytes.count)))
  }
}
