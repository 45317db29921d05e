/// How far apart two colours are.
enum ColorMetric {
  /// As they look: distances in CIELAB.
  case perceived
  /// As their 8-bit values have it, in which errors are diffused: what is handed on is then as small as
  /// can be. The channels count by how well the eye tells their steps apart; weights fitted to where
  /// S-CIELAB errors were lowest.
  case stored

  private static let weights = SIMD4<Float>(0.9, 1.2, 0.8, 0)

  /// Where a colour of 8-bit sRGB values lies; the fourth lane is 0.
  func position(red: UInt8, green: UInt8, blue: UInt8) -> SIMD4<Float> {
    switch self {
    case .perceived: Lab(red: red, green: green, blue: blue).vector
    case .stored: SIMD4(Float(red), Float(green), Float(blue), 0) * Self.weights
    }
  }
}
