/// A group of similar colours that one register stands for.
struct ColorCluster {
  /// The mean in CIELAB; the fourth lane is 0.
  var center: SIMD4<Float>
  /// Pixels in the group.
  var weight: Float
  /// Sums of linear-light R, G, B times weight.
  var light: SIMD4<Float>

  /// The grid colour nearest to the mean of the group in linear light.
  var color: GridColor {
    let mean = weight > 0 ? light / weight : light
    return GridColor(
      red: Self.percent(mean.x), green: Self.percent(mean.y), blue: Self.percent(mean.z))
  }

  /// The grid step whose light is nearest, in sRGB's terms, to `light`.
  private static func percent(_ light: Float) -> UInt8 {
    var low = 0
    var high = 100
    while low < high {
      let middle = (low + high) / 2
      if borders[middle] < light { low = middle + 1 } else { high = middle }
    }
    return UInt8(low)
  }

  /// The light half-way (in sRGB) between each grid step and the next; nothing lies above the last.
  private static let borders: [Float] = (0..<101).map { step in
    guard step < 100 else { return .infinity }
    let value = (Float(step) + 0.5) * 2.55
    let low = Lab.linear[Int(value)]
    return low + (Lab.linear[min(255, Int(value) + 1)] - low) * (value - Float(Int(value)))
  }
}
