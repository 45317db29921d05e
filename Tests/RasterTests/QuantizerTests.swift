import PictureSamples
import Raster
import Testing

@Suite struct QuantizerTests {
  private func quantize(
    _ picture: Picture, colors: Int = 256, dither: Dither = .ordered
  ) -> IndexedPicture {
    let quantizer = Quantizer()
    quantizer.colors = colors
    quantizer.dither = dither
    return quantizer.quantize(picture)
  }

  /// A gradient whose lower half is one colour.
  private func halfFlat(_ width: Int, _ height: Int, _ color: [UInt8]) -> Picture {
    var picture = Picture.gradient(width, height)
    for at in (height / 2) * width..<height * width {
      for channel in 0..<3 { picture.pixels[3 * at + channel] = color[channel] }
    }
    return picture
  }

  @Test(arguments: Dither.allCases, [2, 3, 16, 64, 255, 256])
  func colorsAreWithinTheLimit(_ dither: Dither, _ colors: Int) {
    let picture = Picture.gradient(50, 40)
    let indexed = quantize(picture, colors: colors, dither: dither)
    #expect(indexed.palette.count <= colors)
    #expect(Set(indexed.palette).count == indexed.palette.count)
  }

  @Test(arguments: Dither.allCases, [2, 16, 256])
  func theBackgroundIsOneExactRegister(_ dither: Dither, _ colors: Int) {
    for background: [UInt8] in [[0, 0, 0], [255, 255, 255], [13, 77, 141], [128, 128, 128]] {
      let picture = halfFlat(60, 40, background)
      let indexed = quantize(picture, colors: colors, dither: dither)
      let registers = Set(indexed.indices[20 * 60..<40 * 60])
      #expect(registers.count == 1)
      let nearest = GridColor(
        nearestRed: background[0], green: background[1], blue: background[2])
      #expect(registers.first.map { indexed.palette[Int($0)] } == nearest)
    }
  }

  @Test(arguments: Dither.allCases)
  func fewColorsStayExact(_ dither: Dither) {
    var random = TestRandom(4)
    for count in [1, 2, 17, 200, 256] {
      let colors = (0..<count).map { _ in
        (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      let pixels = (0..<40 * 30).flatMap { _ in colors.randomElement(using: &random)! }
      let picture = Picture(width: 40, height: 30, pixels: pixels)
      let indexed = quantize(picture, dither: dither)
      for at in 0..<40 * 30 {
        let expected = GridColor(
          nearestRed: pixels[3 * at], green: pixels[3 * at + 1], blue: pixels[3 * at + 2])
        #expect(indexed.palette[Int(indexed.indices[at])] == expected)
      }
    }
  }

  @Test func ditheringIsRightOnAverage() {
    // 16 colours over a gradient: the means of 8x8 squares are closer than without dithering.
    let picture = Picture.gradient(64, 64)
    func error(_ dither: Dither) -> Double {
      let shown = quantize(picture, colors: 16, dither: dither).picture
      var sum = 0.0
      for y in stride(from: 0, to: 64, by: 8) {
        for x in stride(from: 0, to: 64, by: 8) {
          for channel in 0..<3 {
            var difference = 0
            for at in 0..<64 {
              let place = ((y + at / 8) * 64 + x + at % 8) * 3 + channel
              difference += Int(shown.pixels[place]) - Int(picture.pixels[place])
            }
            sum += abs(Double(difference) / 64)
          }
        }
      }
      return sum / 192
    }
    #expect(error(.ordered) < 0.7 * error(.none))
    #expect(error(.diffusion) < 0.5 * error(.none))
  }

  @Test func everyColorIsCloseWithAFullPalette() {
    let picture = Picture.gradient(128, 96)
    let shown = quantize(picture, dither: .none).picture
    let worst = zip(shown.pixels, picture.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(worst < 60)
    let squares = zip(shown.pixels, picture.pixels).reduce(0.0) {
      $0 + Double((Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)))
    }
    #expect((squares / Double(picture.pixels.count)).squareRoot() < 12)
  }

  @Test func thePaletteIsKeptWhileItSuits() {
    let quantizer = Quantizer()
    for shift in 0..<6 {
      var picture = halfFlat(80, 60, [10, 20, 30])
      // The scene moves sideways, its colours stay.
      let row = 80 * 3
      for y in 0..<60 {
        let line = Array(picture.pixels[y * row..<(y + 1) * row])
        picture.pixels.replaceSubrange(
          y * row..<(y + 1) * row, with: line[(3 * shift)...] + line[..<(3 * shift)])
      }
      _ = quantizer.quantize(picture)
    }
    #expect(quantizer.palettesBuilt == 1)
    quantizer.dropPalette()
    _ = quantizer.quantize(halfFlat(80, 60, [10, 20, 30]))
    #expect(quantizer.palettesBuilt == 2)
  }

  @Test func aNewBackgroundIsExactAtOnce() {
    let quantizer = Quantizer()
    _ = quantizer.quantize(halfFlat(80, 60, [0, 0, 0]))
    let indexed = quantizer.quantize(halfFlat(80, 60, [201, 202, 203]))
    #expect(Set(indexed.indices[30 * 80..<60 * 80]).count == 1)
    let color = indexed.palette[Int(indexed.indices[59 * 80])]
    #expect(color == GridColor(nearestRed: 201, green: 202, blue: 203))
  }

  @Test func aNewSceneGetsANewPalette() {
    let quantizer = Quantizer()
    var dark = Picture.gradient(80, 60)
    for at in dark.pixels.indices { dark.pixels[at] /= 4 }
    _ = quantizer.quantize(dark)
    let bright = Picture.gradient(80, 60)
    #expect(quantizer.quantize(bright) == { $0.quantize(bright) }(Quantizer()))
  }

  @Test func aFewColoursAfterManyAreExact() {
    let quantizer = Quantizer()
    _ = quantizer.quantize(.gradient(80, 60))
    let picture = Picture.flat(80, 60, [101, 103, 107])
    #expect(
      quantizer.quantize(picture).palette == [GridColor(nearestRed: 101, green: 103, blue: 107)])
    // And a stranger among few colours is noticed.
    var spotted = picture
    spotted.pixels[999 * 3] = 255
    let indexed = quantizer.quantize(spotted)
    #expect(indexed.palette[Int(indexed.indices[999])].red == 100)
  }

  @Test func everySizeFromOnePixel() {
    var random = TestRandom(5)
    for dither in Dither.allCases {
      for (width, height) in [(1, 1), (1, 9), (9, 1), (2, 3), (17, 13), (70, 5)] {
        let picture = random.picture(width, height)
        let indexed = quantize(picture, colors: 8, dither: dither)
        #expect(indexed.width == width && indexed.height == height)
      }
    }
    #expect(quantize(Picture(width: 0, height: 0, pixels: [])).indices.isEmpty)
  }
}
