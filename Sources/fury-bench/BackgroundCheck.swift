import Raster
import SixelCoding

/// Whether a flat background is one undithered register with the nearest colour that sixel has.
enum BackgroundCheck {
  /// Nil where it is so, else what is wrong.
  static func complaint(_ scene: Scene) throws -> String? {
    let encoder = SixelEncoder()
    for (number, picture) in scene.pictures.enumerated() {
      let image = try SixelDecoder.image(encoder.encode(picture))
      let first = Array(picture.pixels[0..<3])
      var registers: Set<UInt8?> = []
      for at in 0..<picture.width * picture.height
      where Array(picture.pixels[3 * at..<3 * at + 3]) == first {
        registers.insert(image.registers[at])
      }
      guard registers.count == 1, let register = registers.first ?? nil,
        let shown = image.palette[register]
      else { return "\(scene.name) \(number): \(registers.count) registers" }
      if shown
        != GridColor(
          nearestRed: first[0], green: first[1], blue: first[2])
      {
        return "\(scene.name) \(number): \(first) is shown as \(shown)"
      }
    }
    return nil
  }
}
