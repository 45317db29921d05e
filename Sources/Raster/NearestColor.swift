/// Finds the nearest of up to 256 colours, eight at a time.
struct NearestColor {
  private typealias Group = SIMD8<Float>

  private struct Eight {
    var l: Group
    var a: Group
    var b: Group
  }

  private let groups: [Eight]

  /// Colours in CIELAB, in the order of their numbers; at least one.
  init(_ colors: [SIMD4<Float>]) {
    groups = stride(from: 0, to: colors.count, by: 8).map { start in
      // The last group is filled up with colours that are nearest to nothing.
      var eight = Eight(
        l: Group(repeating: 1e9), a: Group(repeating: 1e9), b: Group(repeating: 1e9))
      for offset in 0..<min(8, colors.count - start) {
        eight.l[offset] = colors[start + offset].x
        eight.a[offset] = colors[start + offset].y
        eight.b[offset] = colors[start + offset].z
      }
      return eight
    }
  }

  /// The position of the colour nearest to `color`.
  func index(of color: SIMD4<Float>) -> Int {
    let l = Group(repeating: color.x)
    let a = Group(repeating: color.y)
    let b = Group(repeating: color.z)
    var best = Group(repeating: .infinity)
    var bestGroup = SIMD8<Int32>(repeating: 0)
    for (number, eight) in groups.enumerated() {
      let (dl, da, db) = (eight.l - l, eight.a - a, eight.b - b)
      let distance = dl * dl + da * da + db * db
      let closer = distance .< best
      best.replace(with: distance, where: closer)
      bestGroup.replace(with: SIMD8(repeating: Int32(truncatingIfNeeded: number)), where: closer)
    }
    var lane = 0
    for candidate in 1..<8 where best[candidate] < best[lane] { lane = candidate }
    return Int(bestGroup[lane]) * 8 + lane
  }
}
