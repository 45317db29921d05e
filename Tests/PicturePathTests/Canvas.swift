import Pacing
import PicturePath
import Raster
import SixelCoding
import TestSupport
import ViewerCore

/// A screen that keeps its pixels: what updates paint on it.
struct Canvas {
  let cell: PixelSize
  private(set) var picture: Picture

  init(columns: Int, rows: Int, cell: PixelSize) {
    self.cell = cell
    let size = (width: columns * cell.width, height: rows * cell.height)
    picture = Picture(
      width: size.width, height: size.height,
      pixels: [UInt8](repeating: 77, count: size.width * size.height * 3))
  }

  /// An update's sixel image, and the place of its first pixel on the screen.
  struct Painting {
    var image: Picture
    var x: Int
    var y: Int
  }

  /// Takes `ESC 7 CSI row;column H image ESC 8` apart.
  func painting(_ bytes: [UInt8]) throws -> Painting {
    let text = String(decoding: bytes.prefix(24), as: UTF8.self)
    guard let match = text.firstMatch(of: /^\u{1b}7\u{1b}\[(\d+);(\d+)H/),
      let row = Int(match.1), let column = Int(match.2)
    else { throw TestFailure("no place in \(text)") }
    let image = try SixelDecoder.decode(Array(bytes.dropFirst(match.0.utf8.count).dropLast(2)))
    return Painting(
      image: image, x: (column - 1) * cell.width, y: (row - 1) * cell.height)
  }

  mutating func paint(_ painting: Painting) {
    for y in 0..<painting.image.height {
      for x in 0..<painting.image.width {
        let from = (y * painting.image.width + x) * 3
        let to = ((y + painting.y) * picture.width + x + painting.x) * 3
        for i in 0..<3 { picture.pixels[to + i] = painting.image.pixels[from + i] }
      }
    }
  }
}
