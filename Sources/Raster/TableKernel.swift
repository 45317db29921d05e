/// The inner loop of ordered dithering, and of none, through an inverse table.
enum TableKernel {
  /// One row to quantise: `width` pixels of 3 bytes, and where their palette positions go.
  @unsafe struct Line {
    var pixels: UnsafePointer<UInt8>
    var width: Int
    var target: UnsafeMutablePointer<UInt8>
    /// Bytes from one position to the next.
    var stride: Int
  }

  /// Bayer's 8x8 order (1973), 0...63, a row after the other.
  private static let thresholds: [UInt32] = (0..<64).map { at in
    let (x, y) = (at & 7, at >> 3)
    var value = 0
    for bit in 0..<3 {
      let a = (x ^ y) >> bit & 1
      let b = y >> bit & 1
      value |= (a << 1 | b) << (2 * (2 - bit))
    }
    return UInt32(value)
  }

  /// Quantises row number `row`, filling missing entries of `table` on the way.
  static func quantize(_ line: Line, row: Int, table: inout InverseTable) {
    var x = 0
    while true {
      x = unsafe scan(line, from: x, row: row, entries: table.entries)
      guard unsafe x < line.width else { return }
      table.fill(unsafe color(line.pixels + 3 * x))
    }
  }

  /// The pixel at `pixel` as 0xRRGGBB.
  static func color(_ pixel: UnsafePointer<UInt8>) -> UInt32 {
    unsafe UInt32(pixel[0]) << 16 | UInt32(pixel[1]) << 8 | UInt32(pixel[2])
  }

  /// Quantises from column `start` on; the column of the first missing entry, else the width.
  private static func scan(
    _ line: Line, from start: Int, row: Int, entries: [UInt32]
  ) -> Int {
    let (pixels, target) = unsafe (line.pixels, line.target)
    let (width, stride) = unsafe (line.width, line.stride)
    return unsafe entries.withUnsafeBufferPointer { entries in
      unsafe thresholds.withUnsafeBufferPointer { thresholds in
        let order = unsafe thresholds.baseAddress! + (row & 7) * 8
        for x in start..<width {
          let entry = unsafe entries[InverseTable.position(of: color(pixels + 3 * x))]
          if entry == InverseTable.missing { return x }
          let second: UInt32 = unsafe order[x & 7] < (entry >> 16 & 127) ? 8 : 0
          unsafe target[x &* stride] = UInt8(truncatingIfNeeded: entry >> second)
        }
        return width
      }
    }
  }
}
