/// A colour as a sixel stream can say it: each channel in percent, 0...100.
public struct GridColor: Hashable, Sendable {
  /// Red in percent, 0...100.
  public var red: UInt8
  /// Green in percent, 0...100.
  public var green: UInt8
  /// Blue in percent, 0...100.
  public var blue: UInt8

  /// A colour from percentages; values above 100 count as 100.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = min(100, red)
    self.green = min(100, green)
    self.blue = min(100, blue)
  }

  /// The grid colour nearest to 8-bit sRGB values.
  public init(nearestRed red: UInt8, green: UInt8, blue: UInt8) {
    self.init(
      red: Self.percent(red), green: Self.percent(green), blue: Self.percent(blue))
  }

  /// The 8-bit sRGB values that terminals show for this colour: `(percent * 255 + 50) / 100`.
  public var rgb: (red: UInt8, green: UInt8, blue: UInt8) {
    (Self.byte(red), Self.byte(green), Self.byte(blue))
  }

  private static func percent(_ byte: UInt8) -> UInt8 { UInt8((Int(byte) * 100 + 127) / 255) }
  private static func byte(_ percent: UInt8) -> UInt8 { UInt8((Int(percent) * 255 + 50) / 100) }
}
