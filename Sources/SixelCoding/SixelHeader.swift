internal import Raster

/// What stands around the sixels.
enum SixelHeader {
  /// The string terminator, which ends a picture.
  static let end: [UInt8] = [0x1B, UInt8(ascii: "\\")]

  /// Introducer, raster attributes and register definitions of a picture that uses those registers of `palette` that `used` marks.
  static func bytes(width: Int, height: Int, palette: [GridColor], used: [Bool]) -> [UInt8] {
    var text = "\u{1B}P0;0;0q\"1;1;\(width);\(height)"
    for (number, color) in palette.enumerated() where used[number] {
      text += "#\(number);2;\(color.red);\(color.green);\(color.blue)"
    }
    return Array(text.utf8)
  }
}
