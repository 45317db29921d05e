import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Shaded spheres of every colour before a blue gradient: many smooth gradients in one picture.
struct SphereScene {
  private struct Sphere {
    var center: SIMD3<Float>
    var radius: Float
    var color: SIMD3<Float>
  }

  private let spheres: [Sphere]

  /// `count` spheres at places, sizes and colours that follow from `seed`.
  init(count: Int, seed: UInt64) {
    var generator = SplitMix64(state: seed)
    spheres = (0..<count).map { _ in
      Sphere(
        center: SIMD3(
          generator.uniform(-1.6, 1.6), generator.uniform(-0.9, 0.9),
          generator.uniform(-1.6, 1.6)),
        radius: generator.uniform(0.04, 0.13),
        color: SIMD3(
          generator.uniform(0.1, 1), generator.uniform(0.1, 1), generator.uniform(0.1, 1))
      )
    }
  }

  /// The scene turned about its upright axis, in parallel projection.
  func picture(size: PixelSize, degrees: Float) -> Picture {
    let angle = degrees * .pi / 180
    let scale = Float(size.height) / 2
    var depth = [Float](repeating: -.infinity, count: size.width * size.height)
    var pixels = background(size)
    for sphere in spheres {
      let center = SIMD3(
        sphere.center.x * cosf(angle) + sphere.center.z * sinf(angle), sphere.center.y,
        sphere.center.z * cosf(angle) - sphere.center.x * sinf(angle))
      let (middleX, middleY) = (
        Float(size.width) / 2 + center.x * scale, scale - center.y * scale
      )
      let reach = sphere.radius * scale
      for y in Self.span(middleY, reach, below: size.height) {
        for x in Self.span(middleX, reach, below: size.width) {
          let dx = (Float(x) + 0.5 - middleX) / reach
          let dy = (middleY - Float(y) - 0.5) / reach
          let rest = 1 - dx * dx - dy * dy
          guard rest > 0 else { continue }
          let normal = SIMD3(dx, dy, rest.squareRoot())
          let z = center.z + normal.z * sphere.radius
          let at = y * size.width + x
          guard z > depth[at] else { continue }
          depth[at] = z
          Self.shade(sphere.color, normal: normal, into: &pixels, at: at)
        }
      }
    }
    return Picture(width: size.width, height: size.height, pixels: pixels)
  }

  /// The pixels from `middle - reach` to `middle + reach` that exist.
  private static func span(_ middle: Float, _ reach: Float, below count: Int) -> Range<Int> {
    let low = min(count, max(0, Int(middle - reach)))
    return low..<max(low, min(count, Int(middle + reach) + 1))
  }

  private func background(_ size: PixelSize) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: size.width * size.height * 3)
    for y in 0..<size.height {
      let shade = UInt8(20 + 60 * y / size.height)
      for x in 0..<size.width { pixels[(y * size.width + x) * 3 + 2] = shade }
    }
    return pixels
  }

  /// Lambert's diffuse term with a headlight, and Phong's highlight.
  private static func shade(
    _ color: SIMD3<Float>, normal: SIMD3<Float>, into pixels: inout [UInt8], at: Int
  ) {
    let light = max(0, normal.x * 0.3 + normal.y * 0.4 + normal.z * 0.866)
    let highlight = powf(light, 30) * 0.5
    let value = (color * (0.1 + 0.8 * light) + highlight).clamped(
      lowerBound: .zero, upperBound: .one)
    for channel in 0..<3 { pixels[3 * at + channel] = UInt8(value[channel] * 255) }
  }
}
