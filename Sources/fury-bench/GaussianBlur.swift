import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A Gaussian blur by two one-dimensional convolutions, mirrored at the edges.
struct GaussianBlur {
  /// Weights from the middle outwards; all of them, both sides counted, sum to 1.
  private let weights: [Float]

  /// A blur of standard deviation `sigma` pixels, cut off at three of them.
  init(sigma: Float) {
    let radius = Int(3 * sigma + 0.5)
    let raw = (0...radius).map { expf(-Float($0 * $0) / (2 * sigma * sigma)) }
    let total = 2 * raw.reduce(0, +) - raw[0]
    weights = raw.map { $0 / total }
  }

  /// The blurred plane of `size.height` rows.
  func apply(to plane: [Float], size: PixelSize) -> [Float] {
    let down = columns(of: plane, size: size)
    let turned = Self.transposed(down, size: size)
    let turnedSize = PixelSize(width: size.height, height: size.width)
    return Self.transposed(columns(of: turned, size: turnedSize), size: turnedSize)
  }

  /// Blurs along columns, a whole row at a time so that the loop vectorises.
  private func columns(of plane: [Float], size: PixelSize) -> [Float] {
    var result = [Float](repeating: 0, count: plane.count)
    let width = size.width
    for y in 0..<size.height {
      let target = y * width
      for (offset, weight) in weights.enumerated() {
        let above = Self.mirrored(y - offset, size.height) * width
        let below = Self.mirrored(y + offset, size.height) * width
        let share = offset == 0 ? weight / 2 : weight
        unsafe plane.withUnsafeBufferPointer { plane in
          unsafe result.withUnsafeMutableBufferPointer { result in
            for x in 0..<width {
              unsafe result[target + x] += share * (plane[above + x] + plane[below + x])
            }
          }
        }
      }
    }
    return result
  }

  /// A position reflected into 0..<count, edges repeated.
  private static func mirrored(_ position: Int, _ count: Int) -> Int {
    let period = 2 * count
    let folded = ((position % period) + period) % period
    return folded < count ? folded : period - 1 - folded
  }

  private static func transposed(_ plane: [Float], size: PixelSize) -> [Float] {
    var result = [Float](repeating: 0, count: plane.count)
    for y in 0..<size.height {
      for x in 0..<size.width { result[x * size.height + y] = plane[y * size.width + x] }
    }
    return result
  }
}
