import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A shaded, folded surface cut by a grey slice, on white.
struct SurfaceScene {
  private static let columns = 320
  private static let rows = 160

  private let points: [SIMD3<Float>]

  init() {
    points = (0...Self.rows).flatMap { row in
      (0...Self.columns).map { column -> SIMD3<Float> in
        let theta = Float(row) / Float(Self.rows) * .pi
        let phi = Float(column) / Float(Self.columns) * 2 * .pi
        let folds = sinf(6 * phi + 3 * cosf(5 * theta)) * sinf(theta) * 0.06
        let radius = 0.7 + folds + 0.05 * cosf(9 * theta + 2 * sinf(2 * phi))
        return SIMD3(
          1.15 * radius * sinf(theta) * cosf(phi), radius * cosf(theta),
          radius * sinf(theta) * sinf(phi))
      }
    }
  }

  /// Surface and slice turned about the upright axis, in parallel projection.
  func picture(size: PixelSize, degrees: Float) -> Picture {
    let degrees = degrees + 125  // the slice behind, its edge in sight
    var canvas = DepthCanvas(size: size, background: .one)
    drawSurface(on: &canvas, degrees: degrees)
    drawSlice(on: &canvas, degrees: degrees)
    return canvas.picture
  }

  private func drawSurface(on canvas: inout DepthCanvas, degrees: Float) {
    let turned = points.map { $0.turned(degrees: degrees) }
    let stride = Self.columns + 1
    func corner(_ row: Int, _ column: Int) -> (point: SIMD3<Float>, color: SIMD3<Float>) {
      let at = row * stride + column
      let left = row * stride + (column + Self.columns - 1) % Self.columns
      let right = row * stride + (column + 1) % Self.columns
      let along = turned[right] - turned[left]
      let down =
        turned[min(row + 1, Self.rows) * stride + column]
        - turned[max(row - 1, 0) * stride + column]
      return (turned[at], Self.shade(Self.cross(down, along)))
    }
    for row in 0..<Self.rows {
      for column in 0..<Self.columns where points[row * stride + column].z < 0.25 {
        let (a, b) = (corner(row, column), corner(row, column + 1))
        let (c, d) = (corner(row + 1, column), corner(row + 1, column + 1))
        canvas.triangle([a, b, c])
        canvas.triangle([b, d, c])
      }
    }
  }

  /// A slice through a volume: smooth grey structure, square voxels.
  private func drawSlice(on canvas: inout DepthCanvas, degrees: Float) {
    let voxels = 96
    let step = Float(2) / Float(voxels)
    for row in 0..<voxels {
      for column in 0..<voxels {
        let (x, y) = (Float(column) * step - 1, Float(row) * step - 1)
        guard x * x + y * y < 0.98 else { continue }
        let grey = 0.45 + 0.25 * sinf(9 * x + 4 * cosf(5 * y)) + 0.2 * cosf(11 * y - 3 * x)
        let color = SIMD3<Float>(repeating: grey)
        let corners = [(x, y), (x + step, y), (x, y + step), (x + step, y + step)].map {
          (point: SIMD3($0.0, $0.1, 0.25).turned(degrees: degrees), color: color)
        }
        canvas.triangle([corners[0], corners[1], corners[2]])
        canvas.triangle([corners[1], corners[3], corners[2]])
      }
    }
  }

  /// Lambert's term with a headlight and Phong's highlight, on both sides.
  private static func shade(_ normal: SIMD3<Float>) -> SIMD3<Float> {
    let length = max(1e-6, (normal * normal).sum().squareRoot())
    let unit = normal / length
    let light = abs(unit.x * 0.3 + unit.y * 0.4 + unit.z * 0.866)
    return SIMD3(0.85, 0.55, 0.45) * (0.15 + 0.8 * light) + powf(light, 40) * 0.4
  }

  private static func cross(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}
