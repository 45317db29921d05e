/// Floyd and Steinberg's error diffusion (1976), rows in alternating directions.
///
/// Exact colours take no error and pass none on, so flat areas stay flat.
struct ErrorDiffusion {
  /// Errors in sixteenths for this row and the next: 3 values a pixel, a spare pixel at each end.
  private var present: [Int32] = []
  private var next: [Int32] = []

  /// Starts a picture of `width` columns.
  mutating func restart(width: Int) {
    let count = width > 0 ? (width + 2) * 3 : 0
    if present.count != count {
      present = [Int32](repeating: 0, count: count)
      next = present
      return
    }
    for at in 0..<count {
      present[at] = 0
      next[at] = 0
    }
  }

  /// Quantises a band, which must follow the band before it.
  mutating func quantize(_ band: QuantizedBand, palette: Palette, table: InverseTable) {
    let shown = palette.colors.map { color in
      SIMD4<Int32>(Int32(color.rgb.red), Int32(color.rgb.green), Int32(color.rgb.blue), 0)
    }
    for row in unsafe 0..<band.rows { unsafe quantize(band, row: row, shown: shown, table: table) }
  }

  private mutating func quantize(
    _ band: QuantizedBand, row: Int, shown: [SIMD4<Int32>], table: InverseTable
  ) {
    let forward = unsafe (band.top + row) & 1 == 0
    let (line, target, width) = unsafe (band.line(row), band.target(row), band.width)
    for step in 0..<width {
      let x = forward ? step : width - 1 - step
      let color = unsafe TableKernel.color(line + 3 * x)
      var entry = table.entry(of: color)
      if entry & InverseTable.exactFlag == 0 {
        let wanted = wantedColor(color, x: x)
        let packed = UInt32(wanted.x) << 16 | UInt32(wanted.y) << 8 | UInt32(wanted.z)
        entry = table.entry(of: packed)
        spread(wanted &- shown[Int(entry & 255)], x: x, ahead: forward ? 1 : -1)
      }
      unsafe target[8 * x] = UInt8(truncatingIfNeeded: entry)
    }
    swap(&present, &next)
    for at in next.indices { next[at] = 0 }
  }

  /// The colour at `x` with the error it has been given, in 0...255.
  private func wantedColor(_ color: UInt32, x: Int) -> SIMD4<Int32> {
    let at = (x + 1) * 3
    let error = SIMD4(present[at], present[at + 1], present[at + 2], 0)
    let value = SIMD4(
      Int32(color >> 16), Int32(color >> 8 & 255), Int32(color & 255), 0)
    let sum = value &+ (error &+ SIMD4(repeating: 8)) &>> SIMD4(repeating: 4)
    return sum.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
  }

  /// Hands `error` on: 7/16 ahead, 3, 5 and 1/16 to the row below.
  private mutating func spread(_ error: SIMD4<Int32>, x: Int, ahead: Int) {
    let at = (x + 1) * 3
    for channel in 0..<3 {
      present[at + 3 * ahead + channel] &+= error[channel] &* 7
      next[at - 3 * ahead + channel] &+= error[channel] &* 3
      next[at + channel] &+= error[channel] &* 5
      next[at + 3 * ahead + channel] &+= error[channel]
    }
  }
}
