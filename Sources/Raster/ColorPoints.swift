/// The occupied cells of a histogram as weighted points of CIELAB.
struct ColorPoints {
  /// The mean colour of each cell; the fourth lane is 0.
  private(set) var positions: [SIMD4<Float>] = []
  /// Mean linear-light R, G, B of each cell, and its weight: what a cluster's colour is made of.
  private(set) var light: [SIMD4<Float>] = []

  /// The number of points.
  var count: Int { positions.count }

  /// The cells of `histogram` that hold pixels.
  init(_ histogram: ColorHistogram) {
    positions.reserveCapacity(histogram.occupied.count)
    light.reserveCapacity(histogram.occupied.count)
    for cell in histogram.occupied {
      let sums = histogram.cells[cell]
      guard sums.x > 0 else { continue }
      let color = Self.mean(sums)
      positions.append(
        Lab(linearRed: color.x, green: color.y, blue: color.z).vector)
      var weighted = color
      weighted.w = Float(sums.x)
      light.append(weighted)
    }
  }

  /// Mean colour in linear light of pixels counted in x with channel sums in y, z, w.
  private static func mean(_ sums: SIMD4<UInt32>) -> SIMD4<Float> {
    let half = sums.x / 2
    return SIMD4(
      Lab.linear[Int((sums.y + half) / sums.x)], Lab.linear[Int((sums.z + half) / sums.x)],
      Lab.linear[Int((sums.w + half) / sums.x)], 0)
  }
}
