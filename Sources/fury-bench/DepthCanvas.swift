import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A picture that is drawn with a depth buffer: what is nearer hides what is farther.
///
/// Scene coordinates: x to the right, y upwards, z towards the eye; -1…1 is the picture's height.
struct DepthCanvas {
  let size: PixelSize
  private var pixels: [UInt8]
  private var depth: [Float]

  /// A canvas of one colour, 0…1 a channel.
  init(size: PixelSize, background: SIMD3<Float>) {
    self.size = size
    depth = [Float](repeating: -.infinity, count: size.width * size.height)
    pixels = []
    pixels.reserveCapacity(depth.count * 3)
    let color = Self.bytes(background)
    for _ in depth.indices { pixels += [color.x, color.y, color.z] }
  }

  var picture: Picture { Picture(width: size.width, height: size.height, pixels: pixels) }

  /// A point of the scene in pixels; z stays.
  func projected(_ point: SIMD3<Float>) -> SIMD3<Float> {
    let scale = Float(size.height) / 2
    return SIMD3(Float(size.width) / 2 + point.x * scale, scale - point.y * scale, point.z)
  }

  /// A pixel, where nothing nearer is.
  mutating func plot(_ x: Int, _ y: Int, depth z: Float, _ color: SIMD3<Float>) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    let at = y * size.width + x
    guard z > depth[at] else { return }
    depth[at] = z
    let bytes = Self.bytes(color)
    for channel in 0..<3 { pixels[3 * at + channel] = bytes[channel] }
  }

  /// A line one or two pixels wide.
  mutating func line(
    _ from: SIMD3<Float>, _ to: SIMD3<Float>, _ color: SIMD3<Float>, width: Int = 2
  ) {
    let (start, end) = (projected(from), projected(to))
    let steps = max(1, Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)))
    for step in 0...steps {
      let point = start + (end - start) * (Float(step) / Float(steps))
      for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)].prefix(width * width) {
        plot(Int(point.x) + x, Int(point.y) + y, depth: point.z, color)
      }
    }
  }

  /// A triangle whose colour runs evenly from corner to corner.
  mutating func triangle(_ corners: [(point: SIMD3<Float>, color: SIMD3<Float>)]) {
    let (a, b, c) = (
      projected(corners[0].point), projected(corners[1].point), projected(corners[2].point)
    )
    let area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
    guard abs(area) > 1e-6 else { return }
    let lowX = max(0, Int(min(a.x, b.x, c.x)))
    let highX = min(size.width - 1, Int(max(a.x, b.x, c.x)))
    let lowY = max(0, Int(min(a.y, b.y, c.y)))
    let highY = min(size.height - 1, Int(max(a.y, b.y, c.y)))
    guard lowX <= highX, lowY <= highY else { return }
    for y in lowY...highY {
      for x in lowX...highX {
        let (px, py) = (Float(x) + 0.5, Float(y) + 0.5)
        let u = ((px - a.x) * (c.y - a.y) - (c.x - a.x) * (py - a.y)) / area
        let v = ((b.x - a.x) * (py - a.y) - (px - a.x) * (b.y - a.y)) / area
        guard u >= 0, v >= 0, u + v <= 1 else { continue }
        let w = 1 - u - v
        let color = corners[0].color * w + corners[1].color * u + corners[2].color * v
        plot(x, y, depth: a.z * w + b.z * u + c.z * v, color)
      }
    }
  }

  private static func bytes(_ color: SIMD3<Float>) -> SIMD3<UInt8> {
    SIMD3<UInt8>(
      truncatingIfNeeded: SIMD3<Int32>(
        (color.clamped(lowerBound: .zero, upperBound: .one) * 255).rounded(.toNearestOrEven)))
  }
}

extension SIMD3<Float> {
  /// Turned about the upright axis.
  func turned(degrees: Float) -> SIMD3<Float> {
    let angle = degrees * .pi / 180
    let (cosine, sine) = (cosf(angle), sinf(angle))
    return SIMD3(x * cosine + z * sine, y, z * cosine - x * sine)
  }
}
