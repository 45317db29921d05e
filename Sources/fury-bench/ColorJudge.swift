import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Judges a picture by S-CIELAB (Zhang and Wandell, 1996): CIELAB after the eye's blur in opponent
/// colours, at 40 pixels a degree (96 dpi seen from 60 cm).
struct ColorJudge {
  private static let pixelsPerDegree: Float = 40
  /// Opponent colours from linear sRGB: the product of the opponent and XYZ (D65) matrices.
  private static let toXYZ: [[Float]] = [
    [0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505],
  ]
  private static let toOpponent: [[Float]] = [
    [0.279, 0.72, -0.107], [-0.449, 0.29, -0.077], [0.086, -0.59, 0.501],
  ]
  /// Weight and spread in degrees of the blurs whose sum each opponent channel gets.
  private static let kernels: [[(weight: Float, spread: Float)]] = [
    [(0.921, 0.0283), (0.105, 0.133), (-0.108, 4.336)],
    [(0.531, 0.0392), (0.330, 0.494)],
    [(0.488, 0.0536), (0.371, 0.386)],
  ]

  private let reference: [[Float]]
  private let isForeground: [Bool]
  private let width: Int
  private let height: Int

  /// A judge for pictures that should look like `reference`.
  init(reference: Picture) {
    width = reference.width
    height = reference.height
    self.reference = Self.seen(reference)
    var counts: [UInt32: Int] = [:]
    let colors = Self.colors(of: reference)
    for color in colors { counts[color, default: 0] += 1 }
    let background = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    isForeground = colors.map { $0 != background }
  }

  /// The mean distance over pixels that are not the reference's most frequent colour.
  func foregroundError(of picture: Picture) -> Double {
    precondition(picture.width == width && picture.height == height)
    let other = Self.seen(picture)
    var sum = 0.0
    var count = 0
    for at in 0..<width * height where isForeground[at] {
      let (l, a, b) = (
        reference[0][at] - other[0][at], reference[1][at] - other[1][at],
        reference[2][at] - other[2][at]
      )
      sum += Double((l * l + a * a + b * b).squareRoot())
      count += 1
    }
    return count > 0 ? sum / Double(count) : 0
  }

  private static func colors(of picture: Picture) -> [UInt32] {
    (0..<picture.width * picture.height).map { at -> UInt32 in
      let red = UInt32(picture.pixels[3 * at])
      let green = UInt32(picture.pixels[3 * at + 1])
      let blue = UInt32(picture.pixels[3 * at + 2])
      return red << 16 | green << 8 | blue
    }
  }

  /// L*, a*, b* planes of what the eye sees.
  private static func seen(_ picture: Picture) -> [[Float]] {
    let linear = (0..<256).map { value -> Float in
      let v = Float(value) / 255
      return v <= 0.04045 ? v / 12.92 : powf((v + 0.055) / 1.055, 2.4)
    }
    let matrix = product(toOpponent, toXYZ)
    let channels = (0..<3).map { channel in
      let row = matrix[channel]
      let plane = (0..<picture.width * picture.height).map { at -> Float in
        let red: Float = row[0] * linear[Int(picture.pixels[3 * at])]
        let green: Float = row[1] * linear[Int(picture.pixels[3 * at + 1])]
        let blue: Float = row[2] * linear[Int(picture.pixels[3 * at + 2])]
        return red + green + blue
      }
      return blurred(plane, size: picture.size, kernels: kernels[channel])
    }
    return lab(channels)
  }

  private static func blurred(
    _ plane: [Float], size: PixelSize, kernels: [(weight: Float, spread: Float)]
  ) -> [Float] {
    let total = kernels.map(\.weight).reduce(0, +)
    var sum = [Float](repeating: 0, count: plane.count)
    for (weight, spread) in kernels {
      let sigma = min(spread * pixelsPerDegree, 40) / Float(2).squareRoot()
      let blur = GaussianBlur(sigma: sigma).apply(to: plane, size: size)
      for at in sum.indices { sum[at] += weight / total * blur[at] }
    }
    return sum
  }

  private static func lab(_ opponent: [[Float]]) -> [[Float]] {
    let back = inverse(toOpponent)
    let white: [Float] = [0.9505, 1, 1.089]
    let compressed = (0..<3).map { channel in
      opponent[0].indices.map { at -> Float in
        var value: Float = back[channel][0] * opponent[0][at]
        value += back[channel][1] * opponent[1][at]
        value += back[channel][2] * opponent[2][at]
        let t = max(0, value / white[channel])
        return t > 0.008856 ? cbrtf(t) : 7.787 * t + 16 / 116
      }
    }
    let points = opponent[0].indices
    return [
      points.map { 116 * compressed[1][$0] - 16 },
      points.map { 500 * (compressed[0][$0] - compressed[1][$0]) },
      points.map { 200 * (compressed[1][$0] - compressed[2][$0]) },
    ]
  }

  private static func product(_ a: [[Float]], _ b: [[Float]]) -> [[Float]] {
    (0..<3).map { i in
      (0..<3).map { j -> Float in
        var sum: Float = a[i][0] * b[0][j]
        sum += a[i][1] * b[1][j]
        sum += a[i][2] * b[2][j]
        return sum
      }
    }
  }

  /// The inverse of a 3x3 matrix, by cofactors.
  private static func inverse(_ m: [[Float]]) -> [[Float]] {
    func minor(_ i: Int, _ j: Int) -> Float {
      let (a, b) = ((i + 1) % 3, (i + 2) % 3)
      let (c, d) = ((j + 1) % 3, (j + 2) % 3)
      return m[a][c] * m[b][d] - m[a][d] * m[b][c]
    }
    let determinant = m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2)
    return (0..<3).map { i in (0..<3).map { j in minor(j, i) / determinant } }
  }
}
