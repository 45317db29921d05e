#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// sRGB to CIELAB (D65), the space in which palettes are chosen and colours compared.
///
/// CIE 15:2004; sRGB by IEC 61966-2-1. A distance of about 2.3 is just noticeable.
struct Lab {
  /// L*, a*, b*, 0.
  var vector: SIMD4<Float>
  /// Relative luminance, 0...1: what the eye averages when it cannot resolve a dither pattern.
  var luminance: Float

  /// The colour of 8-bit sRGB values.
  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.init(
      linearRed: Self.linear[Int(red)], green: Self.linear[Int(green)],
      blue: Self.linear[Int(blue)])
  }

  /// The colour of linear-light values, 0...1.
  init(linearRed red: Float, green: Float, blue: Float) {
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    let (fx, fy, fz) = (Self.compress(x), Self.compress(y), Self.compress(z))
    vector = SIMD4(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz), 0)
    luminance = y
  }

  /// The squared distance (CIE76) to another colour.
  func distance(to other: Lab) -> Float {
    let difference = vector - other.vector
    return (difference * difference).sum()
  }

  /// Linear-light value of every 8-bit sRGB value.
  static let linear: [Float] = (0..<256).map { value in
    let v = Float(value) / 255
    return v <= 0.04045 ? v / 12.92 : powf((v + 0.055) / 1.055, 2.4)
  }

  /// CIELAB's compression of a tristimulus value in parts of white, 0...1, from a table.
  private static func compress(_ value: Float) -> Float {
    compressed[min(steps, max(0, Int(value * Float(steps) + 0.5)))]
  }

  /// Fine enough that the lightness of black, where it is coarsest, is off by 0.03 at most.
  private static let steps = 1 << 14
  private static let compressed: [Float] = (0...steps).map {
    let value = Float($0) / Float(steps)
    return value > 0.008856 ? cbrtf(value) : 7.787 * value + 16 / 116
  }
}
