internal import Raster

/// What stands around the sixels.
enum SixelHeader {
  /// The string terminator, which ends a picture.
  static let end: [UInt8] = [0x1B, UInt8(ascii: "\\")]

  /// Introducer and raster attributes.
  static func start(_ size: PixelSize) -> [UInt8] {
    Array("\u{1b}P0;0;0q\"1;1;\(size.width);\(size.height)".utf8)
  }

  /// The definitions of those registers of `palette` that are in `used` and not yet in `known`, which
  /// then has them.
  static func definitions(
    _ palette: [GridColor], used: RegisterSet, known: inout RegisterSet
  ) -> [UInt8] {
    var text = ""
    for (number, color) in palette.enumerated()
    where used.contains(number) && !known.contains(number) {
      known.insert(number)
      text += "#\(number);2;\(color.red);\(color.green);\(color.blue)"
    }
    return Array(text.utf8)
  }
}
