import Raster

/// Bundles of thin streamlines on black, coloured by their direction as neuroimaging does.
struct TractScene {
  private struct Line {
    var points: [SIMD3<Float>]
    var colors: [SIMD3<Float>]
  }

  private let lines: [Line]
  private let isFine: Bool

  /// The bundles' scatter follows from `seed`.
  ///
  /// - Parameter isFine: three times as many lines, a pixel wide, each lit in its own way: more than
  ///   a hundred thousand colours.
  init(seed: UInt64, isFine: Bool = false) {
    self.isFine = isFine
    var generator = SplitMix64(state: seed)
    var ends: [(SIMD3<Float>, SIMD3<Float>, SIMD3<Float>)] = []
    for step in 0..<10 {  // arches over the middle
      let z = Float(step) / 4.5 - 1
      for _ in 0..<36 {
        ends.append(
          (SIMD3(-0.8, -0.2, z), SIMD3(0, 0.9 - abs(z) * 0.4, z * 0.6), SIMD3(0.8, -0.2, z)))
      }
    }
    for side: Float in [-1, 1] {  // front to back, and fans from the stem
      for _ in 0..<110 {
        ends.append(
          (SIMD3(side * 0.5, -0.3, -1), SIMD3(side * 0.8, 0.4, 0), SIMD3(side * 0.5, -0.2, 1)))
      }
      for step in 0..<9 {
        let z = Float(step) / 4 - 1
        for _ in 0..<16 {
          ends.append(
            (SIMD3(side * 0.2, -0.95, 0), SIMD3(side * 0.3, 0, z * 0.5), SIMD3(side * 0.6, 0.5, z)))
        }
      }
    }
    if isFine { ends += ends + ends }
    lines = ends.map { start, top, end in
      func scattered(_ point: SIMD3<Float>) -> SIMD3<Float> {
        point
          + SIMD3(
            generator.uniform(-0.09, 0.09), generator.uniform(-0.09, 0.09),
            generator.uniform(-0.09, 0.09))
      }
      var line = Self.arc(scattered(start), scattered(top), scattered(end))
      if isFine {
        let light = SIMD3<Float>(repeating: generator.uniform(0.4, 1))
        for at in line.colors.indices {
          line.colors[at] = line.colors[at] * light * generator.uniform(0.9, 1)
        }
      }
      return line
    }
  }

  /// The bundles turned about the upright axis, in parallel projection.
  func picture(size: PixelSize, degrees: Float) -> Picture {
    var canvas = DepthCanvas(size: size, background: .zero)
    for line in lines {
      for index in 1..<line.points.count {
        canvas.line(
          line.points[index - 1].turned(degrees: degrees),
          line.points[index].turned(degrees: degrees), line.colors[index], width: isFine ? 1 : 2)
      }
    }
    return canvas.picture
  }

  /// A smooth curve, coloured by direction: red is left to right, green upwards, blue towards the
  /// eye.
  private static func arc(
    _ start: SIMD3<Float>, _ top: SIMD3<Float>, _ end: SIMD3<Float>
  ) -> Line {
    let points = (0..<30).map { step -> SIMD3<Float> in
      let t = Float(step) / 29
      let first = start + (top - start) * t
      let second = top + (end - top) * t
      return first + (second - first) * t
    }
    let colors = points.indices.map { index -> SIMD3<Float> in
      let step = points[min(index + 1, 29)] - points[max(index - 1, 0)]
      let length = max(1e-6, (step * step).sum().squareRoot())
      return SIMD3(abs(step.x), abs(step.y), abs(step.z)) / length
    }
    return Line(points: points, colors: colors)
  }
}
