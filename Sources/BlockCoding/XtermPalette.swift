/// The part of the 256 colours that terminals agree on: the cube at 16 and the greys at 232.
enum XtermPalette {
  /// Channel values of the cube.
  private static let levels: [Int] = [0, 95, 135, 175, 215, 255]

  /// Bayer's 4x4 order (1973), 0...15.
  private static let order: [Int] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

  /// The number, 16...255, for an 8-bit sRGB colour at a pixel.
  ///
  /// A colour that the palette has is that colour everywhere. Others move each channel to one of
  /// the two cube levels around it, by a threshold that depends on the pixel, so that an area is
  /// right on average; greys use the ramp's finer steps.
  static func number(_ red: UInt8, _ green: UInt8, _ blue: UInt8, x: Int, y: Int) -> UInt8 {
    let threshold = order[(y & 3) * 4 + x & 3] * 2 + 1  // odd 32nds
    if red == green, green == blue { return grey(Int(red), threshold) }
    let (r, g, b) = (level(red, threshold), level(green, threshold), level(blue, threshold))
    return UInt8(16 + 36 * r + 6 * g + b)
  }

  private static func level(_ value: UInt8, _ threshold: Int) -> Int {
    let upper = levels.firstIndex { $0 >= Int(value) } ?? 5
    guard upper > 0 else { return 0 }
    let (low, high) = (levels[upper - 1], levels[upper])
    return (Int(value) - low) * 32 > threshold * (high - low) ? upper : upper - 1
  }

  /// Black, the 24 greys 8, 18 ... 238, white: a ramp of its own.
  private static func grey(_ value: Int, _ threshold: Int) -> UInt8 {
    if let level = levels.firstIndex(of: value) { return UInt8(16 + 43 * level) }
    if value <= 8 { return value * 32 > threshold * 8 ? 232 : 16 }
    if value >= 238 { return (value - 238) * 32 > threshold * 17 ? 231 : 255 }
    let step = (value - 8) / 10
    return UInt8(232 + step + ((value - 8 - 10 * step) * 32 > threshold * 10 ? 1 : 0))
  }
}
