import Raster

/// A frame's number, drawn into its top left corner as black and white blocks that survive palettes
/// and reduced sizes.
enum FrameNumber {
  static let bits = 14
  /// Pixels a side of a block.
  static let block = 16

  /// Draws into pixels whose bottom row comes first.
  static func draw(_ number: Int, into pixels: inout [UInt8], size: PixelSize) {
    for bit in 0..<bits {
      let value: UInt8 = number >> bit & 1 == 1 ? 255 : 0
      for y in 0..<block {
        let start = ((size.height - 1 - y) * size.width + bit * block) * 3
        for at in start..<start + block * 3 { pixels[at] = value }
      }
    }
  }

  /// Reads the number in a picture, whose image has its corner at (`x`, `y`).
  static func read(_ screen: Picture, x: Int = 0, y: Int = 0) -> Int {
    var number = 0
    for bit in 0..<bits {
      let at = ((y + block / 2) * screen.width + x + bit * block + block / 2) * 3
      let light = (0..<3).reduce(0) { $0 + Int(screen.pixels[at + $1]) }
      // The lightest of a few colours may be far from white.
      if light > 150 { number |= 1 << bit }
    }
    return number
  }
}
