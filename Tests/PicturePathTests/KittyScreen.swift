import Raster
import TestSupport

/// A screen with kitty's graphics protocol: the images that updates put on it, and the pixels that
/// are seen of them.
struct KittyScreen {
  private struct Image {
    var picture: Picture
    var x: Int
    var y: Int
    var layer: Int
  }

  let cell: PixelSize
  private let size: PixelSize
  private var images: [Int: Image] = [:]

  init(columns: Int, rows: Int, cell: PixelSize) {
    self.cell = cell
    size = PixelSize(width: columns * cell.width, height: rows * cell.height)
  }

  var imageCount: Int { images.count }

  /// Does what `ESC 7 CSI row;column H escape codes ESC 8` says.
  mutating func take(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes.prefix(24), as: UTF8.self)
    guard let match = text.firstMatch(of: /^\u{1b}7\u{1b}\[(\d+);(\d+)H/),
      let row = Int(match.1), let column = Int(match.2),
      let commands = KittyReader.commands(
        Array(bytes.dropFirst(match.0.utf8.count).dropLast(2)))
    else { throw TestFailure("not an image: \(text)") }
    var arriving: [KittyReader.Command] = []
    for command in commands {
      if command.keys["a"] == "d" {
        guard let id = command.keys["i"].flatMap({ Int($0) }) else {
          throw TestFailure("what is to be deleted? \(command.keys)")
        }
        images[id] = nil
        continue
      }
      arriving.append(command)
      guard command.keys["m"] != "1" else { continue }
      try show(arriving, x: (column - 1) * cell.width, y: (row - 1) * cell.height)
      arriving = []
    }
    guard arriving.isEmpty else { throw TestFailure("an image without an end") }
  }

  private mutating func show(_ commands: [KittyReader.Command], x: Int, y: Int) throws {
    let keys = commands.first?.keys ?? [:]
    func number(_ key: String) -> Int? { keys[key].flatMap { Int($0) } }
    guard keys["a"] == "T", let id = number("i"), let width = number("s"),
      let height = number("v"),
      let pixels = KittyReader.pixels(commands, count: width * height * 3),
      pixels.count == width * height * 3
    else { throw TestFailure("not an image: \(keys)") }
    guard x + width <= size.width, y + height <= size.height else {
      throw TestFailure("beyond the screen: \(keys) at \(x),\(y)")
    }
    images[id] = Image(
      picture: Picture(width: width, height: height, pixels: pixels), x: x, y: y,
      layer: number("z") ?? 0)
  }

  /// What is seen: the images in their layers.
  func picture() throws -> Picture {
    // kitty orders images of one layer by their numbers, others do not say: it must not matter.
    guard Set(images.values.map(\.layer)).count == images.count else {
      throw TestFailure("two images in one layer")
    }
    var result = Picture(
      width: size.width, height: size.height,
      pixels: [UInt8](repeating: 77, count: size.width * size.height * 3))
    for image in images.values.sorted(by: { $0.layer < $1.layer }) {
      for y in 0..<image.picture.height {
        let from = y * image.picture.width * 3
        let to = ((y + image.y) * size.width + image.x) * 3
        for i in 0..<image.picture.width * 3 {
          result.pixels[to + i] = image.picture.pixels[from + i]
        }
      }
    }
    return result
  }
}
