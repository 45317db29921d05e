/// The inner loops of `Scaler`, over raw memory because bounds checks keep them from vectorising.
///
/// Callers guarantee the sizes; every function states what it touches.
enum ScalerKernel {
  /// Copies `size.height` rows of `size.width` pixels in reverse order.
  static func flip(_ source: [UInt8], size: PixelSize, into target: inout [UInt8]) {
    let bytes = size.width * 3
    precondition(source.count >= bytes * size.height && target.count >= bytes * size.height)
    unsafe source.withUnsafeBytes { from in
      unsafe target.withUnsafeMutableBytes { to in
        guard let start = to.baseAddress, let origin = from.baseAddress else { return }
        for row in 0..<size.height {
          unsafe (start + row * bytes)
            .copyMemory(from: origin + (size.height - 1 - row) * bytes, byteCount: bytes)
        }
      }
    }
  }

  /// Mixes the source rows under target row `row` (counted from the top) into `result`.
  ///
  /// Reads `filter.taps` rows of `width * 3` bytes, writes `width * 3` bytes.
  static func blendRows(
    _ source: [UInt8], width: Int, height: Int, filter: AxisFilter, row: Int,
    into result: inout [UInt8]
  ) {
    let bytes = width * 3
    // Row 0 of the filter is the bottom of the source: it counts as the source is stored.
    let position = filter.target - 1 - row
    let first = Int(filter.first[position])
    let taps = filter.taps
    precondition(result.count >= bytes && (first + taps) * bytes <= source.count)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe filter.weights.withUnsafeBufferPointer { weights in
        unsafe result.withUnsafeMutableBufferPointer { result in
          let rows = unsafe source.baseAddress! + first * bytes
          let weights = unsafe weights.baseAddress! + position * taps
          switch taps {
          case 1: unsafe result.baseAddress!.update(from: rows, count: bytes)
          case 2:
            unsafe blendTwo(
              rows, rows + bytes, weights: (weights[0], weights[1]), bytes: bytes,
              into: result.baseAddress!)
          default:
            unsafe blendMany(rows, weights: weights, taps: taps, bytes: bytes, into: result)
          }
        }
      }
    }
  }

  private static func blendTwo(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, weights: (UInt16, UInt16),
    bytes: Int, into result: UnsafeMutablePointer<UInt8>
  ) {
    let (a, b) = weights
    for i in 0..<bytes {
      let sum = unsafe UInt16(first[i]) &* a &+ UInt16(second[i]) &* b
      unsafe result[i] = UInt8(truncatingIfNeeded: (sum &+ 128) &>> 8)
    }
  }

  private static func blendMany(
    _ rows: UnsafePointer<UInt8>, weights: UnsafePointer<UInt16>, taps: Int, bytes: Int,
    into result: UnsafeMutableBufferPointer<UInt8>
  ) {
    // Blocks keep the 16-bit sums in registers and the first-level cache.
    var start = 0
    while start < bytes {
      let count = min(64, bytes - start)
      unsafe withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 64) { sums in
        for i in 0..<count { unsafe sums[i] = 128 }
        for tap in 0..<taps {
          let weight = unsafe weights[tap]
          let row = unsafe rows + (tap * bytes + start)
          for i in 0..<count { unsafe sums[i] &+= UInt16(row[i]) &* weight }
        }
        for i in 0..<count {
          unsafe result[start + i] = UInt8(truncatingIfNeeded: sums[i] &>> 8)
        }
      }
      start += count
    }
  }

  /// Resamples one row of pixels along `filter` and stores it at byte `offset` of `result`.
  ///
  /// The three channels of a pixel travel as 21-bit lanes of one word, so a weight costs one
  /// multiplication: a lane holds at most 255 * 256, because weights sum to 256.
  static func resampleRow(
    _ row: [UInt8], filter: AxisFilter, lanes: inout [UInt64], into result: inout [UInt8],
    at offset: Int
  ) {
    precondition(row.count >= filter.source * 3 && lanes.count >= filter.source)
    precondition(result.count >= offset + filter.target * 3)
    guard filter.source != filter.target else {
      result.replaceSubrange(offset..<offset + filter.target * 3, with: row)
      return
    }
    unsafe row.withUnsafeBufferPointer { row in
      unsafe lanes.withUnsafeMutableBufferPointer { lanes in
        for x in 0..<filter.source {
          unsafe lanes[x] =
            UInt64(row[3 &* x]) | UInt64(row[3 &* x &+ 1]) &<< 21
            | UInt64(row[3 &* x &+ 2]) &<< 42
        }
        unsafe result.withUnsafeMutableBufferPointer { result in
          unsafe gather(
            UnsafePointer(lanes.baseAddress!), filter: filter, into: result.baseAddress! + offset)
        }
      }
    }
  }

  private static func gather(
    _ lanes: UnsafePointer<UInt64>, filter: AxisFilter, into result: UnsafeMutablePointer<UInt8>
  ) {
    let half: UInt64 = 128 | 128 << 21 | 128 << 42
    let taps = filter.taps
    unsafe filter.first.withUnsafeBufferPointer { first in
      unsafe filter.weights.withUnsafeBufferPointer { weights in
        if taps == 2 {
          // Enlarging, the usual case.
          for x in 0..<filter.target {
            let pixels = unsafe lanes + Int(first[x])
            let (a, b) = unsafe (UInt64(weights[2 &* x]), UInt64(weights[2 &* x &+ 1]))
            unsafe store(half &+ pixels[0] &* a &+ pixels[1] &* b, at: result + 3 &* x)
          }
          return
        }
        for x in 0..<filter.target {
          let pixels = unsafe lanes + Int(first[x])
          var sum = half
          for tap in 0..<taps {
            unsafe sum &+= pixels[tap] &* UInt64(weights[x * taps + tap])
          }
          unsafe store(sum, at: result + 3 &* x)
        }
      }
    }
  }

  /// Writes the upper bytes of the three 16-bit sums in `lanes`.
  @inline(__always)
  private static func store(_ lanes: UInt64, at pixel: UnsafeMutablePointer<UInt8>) {
    unsafe pixel[0] = UInt8(truncatingIfNeeded: lanes &>> 8)
    unsafe pixel[1] = UInt8(truncatingIfNeeded: lanes &>> 29)
    unsafe pixel[2] = UInt8(truncatingIfNeeded: lanes &>> 50)
  }
}
