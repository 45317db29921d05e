import PictureSamples
import Raster
import SixelCoding
import Testing

/// Parts and enlargements of a picture, against the whole picture's own sequence.
@Suite struct SixelPartTests {
  private static let size = PixelSize(width: 61, height: 47)

  /// The pixels of `rect`.
  private func cut(_ picture: Picture, _ rect: PixelRect) -> Picture {
    var pixels: [UInt8] = []
    for y in rect.y..<rect.y + rect.height {
      let start = (y * picture.width + rect.x) * 3
      pixels += picture.pixels[start..<start + rect.width * 3]
    }
    return Picture(width: rect.width, height: rect.height, pixels: pixels)
  }

  /// `picture` with its pixels repeated, the plain way.
  private func enlarge(_ picture: Picture, to size: PixelSize) -> Picture {
    var pixels: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let color = picture[x * picture.width / size.width, y * picture.height / size.height]
        pixels += [color.red, color.green, color.blue]
      }
    }
    return Picture(width: size.width, height: size.height, pixels: pixels)
  }

  /// A picture of many colours, none of which is exact, next to flat ones.
  private func sample(_ random: inout TestRandom) -> Picture {
    var pixels: [UInt8] = []
    for y in 0..<Self.size.height {
      for x in 0..<Self.size.width {
        let isFlat = (x / 9 + y / 7) % 3 == 0
        let noise = UInt8.random(in: 0..<40, using: &random)
        pixels += isFlat ? [10, 20, 30] : [UInt8(x * 4), UInt8(y * 5), 100 + noise]
      }
    }
    return Picture(width: Self.size.width, height: Self.size.height, pixels: pixels)
  }

  @Test(arguments: Dither.allCases, [256, 12])
  func aPartIsWhatTheWholeShowsThere(_ dither: Dither, _ colors: Int) throws {
    var random = TestRandom(UInt64(colors))
    let picture = sample(&random)
    let encoder = SixelEncoder()
    encoder.dither = dither
    encoder.colors = colors
    let whole = try SixelDecoder.decode(encoder.encode(picture))
    for _ in 0..<30 {
      let (x, y) = (Int.random(in: 0..<61, using: &random), Int.random(in: 0..<47, using: &random))
      let rect = PixelRect(
        x: x, y: y, width: Int.random(in: 1...61 - x, using: &random),
        height: Int.random(in: 1...47 - y, using: &random))
      let image = try SixelDecoder.image(
        encoder.encode(picture, size: picture.size, part: rect))
      #expect(image.picture == cut(whole, rect))
      #expect(image.isComplete && image.statesSize && !image.paintsOutside)
    }
    #expect(encoder.palettesBuilt == 1)
  }

  @Test(arguments: Dither.allCases, [(61, 47), (122, 94), (80, 60), (183, 141), (100, 300)])
  func enlargingRepeatsPixels(_ dither: Dither, _ size: (width: Int, height: Int)) throws {
    var random = TestRandom(9)
    let picture = sample(&random)
    let size = PixelSize(width: size.width, height: size.height)
    let encoder = SixelEncoder()
    encoder.colors = 16
    encoder.dither = dither
    let plain = try SixelDecoder.decode(encoder.encode(picture))
    let expected = enlarge(plain, to: size)
    let whole = encoder.encode(picture, size: size, part: PixelRect(size))
    #expect(try SixelDecoder.decode(whole) == expected)
    for _ in 0..<10 {
      let x = Int.random(in: 0..<size.width, using: &random)
      let y = Int.random(in: 0..<size.height, using: &random)
      let rect = PixelRect(
        x: x, y: y, width: Int.random(in: 1...size.width - x, using: &random),
        height: Int.random(in: 1...size.height - y, using: &random))
      let part = encoder.encode(picture, size: size, part: rect)
      #expect(try SixelDecoder.decode(part) == cut(expected, rect))
    }
  }

  @Test func aPartIsCutToTheImage() throws {
    var random = TestRandom(3)
    let picture = sample(&random)
    let encoder = SixelEncoder()
    let rect = PixelRect(x: 50, y: -10, width: 100, height: 30)
    let image = try SixelDecoder.decode(encoder.encode(picture, size: picture.size, part: rect))
    #expect(image.size == PixelSize(width: 11, height: 20))
    let beyond = PixelRect(x: 61, y: 0, width: 5, height: 5)
    #expect(encoder.encode(picture, size: picture.size, part: beyond).isEmpty)
  }
}
