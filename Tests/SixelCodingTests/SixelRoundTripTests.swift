import Dispatch
import LibsixelEncoder
import PictureSamples
import Raster
import SixelCoding
import Testing

/// What is encoded is what two decoders read: ours and libsixel's.
@Suite struct SixelRoundTripTests {
  /// Encodes and checks everything that a sequence promises.
  private func check(_ indexed: IndexedPicture, libsixel: Bool = true) throws {
    let bytes = SixelEncoder().encode(indexed)
    let image = try SixelDecoder.image(bytes)
    #expect(image.picture == indexed.picture)
    #expect(image.registers.map { $0 ?? 255 } == indexed.indices)
    #expect(image.isComplete && image.statesSize && !image.paintsOutside)
    #expect(Set(image.palette.keys) == Set(indexed.indices))
    #expect(bytes.dropLast(2).last != UInt8(ascii: "-"))
    if libsixel { #expect(try LibsixelDecoder.decode(bytes) == indexed.picture) }
  }

  private func random(
    _ width: Int, _ height: Int, colors: Int, _ random: inout TestRandom
  ) -> IndexedPicture {
    IndexedPicture(
      width: width, height: height,
      indices: (0..<width * height).map { _ in
        UInt8.random(in: 0..<UInt8(clamping: colors), using: &random)
      },
      palette: palette(colors))
  }

  /// Colours that are all different on the grid.
  private func palette(_ count: Int) -> [GridColor] {
    (0..<count).map { number -> GridColor in
      let (red, green, blue) = (number % 7, number / 7 % 7, number / 49)
      return GridColor(red: UInt8(red * 16), green: UInt8(green * 16), blue: UInt8(blue * 16))
    }
  }

  @Test func everySmallSize() throws {
    var random = TestRandom(6)
    for width in stride(from: 1, through: 40, by: 3) {
      for height in [1, 2, 5, 6, 7, 11, 12, 13, 40] {
        try check(self.random(width, height, colors: 4, &random))
      }
    }
  }

  /// Two threads make what one makes, though slices are ready out of their order: the first one is
  /// noise and takes longest.
  @Test(arguments: [Dither.ordered, .diffusion, .none]) func threadsMakeTheSame(
    _ dither: Dither
  ) {
    var random = TestRandom(12)
    let (alone, together) = (SixelEncoder(), SixelEncoder())
    together.concurrently = { count, body in
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: count) { unsafe body($0) }
    }
    for height in [60, 61, 250, 400] {
      var picture = random.picture(300, height)
      for at in min(300 * 60 * 3, picture.pixels.count)..<picture.pixels.count {
        picture.pixels[at] = UInt8(at / 2700 % 256)
      }
      for encoder in [alone, together] {
        encoder.dither = dither
        encoder.dropPalette()
      }
      #expect(alone.encode(picture) == together.encode(picture))
    }
  }

  /// Pictures of several slices, each of which brings registers of its own.
  @Test(arguments: [59, 60, 61, 120, 199]) func registersAreDefinedOnceAndBeforeTheirUse(
    _ height: Int
  ) throws {
    let width = 9
    let indexed = IndexedPicture(
      width: width, height: height,
      indices: (0..<width * height).map { UInt8($0 / width / 3 + $0 % 2) }, palette: palette(100))
    try check(indexed)
    let text = SixelEncoder().encode(indexed).map { Character(UnicodeScalar($0)) }
    var known: Set<Int> = []
    // Every "#" has a number; that of a definition is followed by ";".
    for part in text.split(separator: "#").dropFirst() {
      let digits = part.prefix { $0.isNumber }
      let number = try #require(Int(String(digits)))
      if part.dropFirst(digits.count).first == ";" {
        #expect(known.insert(number).inserted)
      } else {
        #expect(known.contains(number))
      }
    }
    #expect(known.count == Set(indexed.indices).count)
  }

  @Test(arguments: [1, 2, 3, 9, 100, 255])
  func randomPictures(_ colors: Int) throws {
    var random = TestRandom(UInt64(colors))
    for _ in 0..<6 {
      let (width, height) = (
        Int.random(in: 1...40, using: &random), Int.random(in: 1...40, using: &random)
      )
      try check(self.random(width, height, colors: colors, &random))
    }
  }

  @Test func aColumnOf256Colors() throws {
    try check(
      IndexedPicture(width: 1, height: 256, indices: Array(0...255), palette: palette(256)))
    let columns = (0..<256).flatMap { y in (0..<5).map { x in UInt8((y + 51 * x) & 255) } }
    try check(IndexedPicture(width: 5, height: 256, indices: columns, palette: palette(256)))
  }

  @Test func aRowOf256Colors() throws {
    try check(
      IndexedPicture(width: 256, height: 1, indices: Array(0...255), palette: palette(256)))
  }

  @Test func runsAndGapsOfEveryLength() throws {
    // Stripes of growing width, so that gaps around the bridging limit and long counts occur.
    var row: [UInt8] = []
    for length in Array(1...20) + [99, 100, 999, 1000, 1001, 2500] {
      row += [UInt8](repeating: UInt8(row.count % 3), count: length)
      row += [UInt8](repeating: 3, count: length / 2)
    }
    try check(
      IndexedPicture(
        width: row.count, height: 2, indices: row + row.reversed(), palette: palette(4)))
  }

  @Test func worstCaseNoise() throws {
    // Every column has six colours of its own: the most segments, runs and passes there can be.
    let indices = (0..<6 * 300).map { at -> UInt8 in
      let (row, column) = (at / 300, at % 300)
      return UInt8((row * 43 + column * 7) & 255)
    }
    try check(IndexedPicture(width: 300, height: 6, indices: indices, palette: palette(256)))
    var random = TestRandom(7)
    try check(self.random(300, 12, colors: 256, &random))
  }

  @Test func colorsThatDifferByOneStep() throws {
    let palette = (0..<101).map { GridColor(red: UInt8($0), green: 50, blue: UInt8(100 - $0)) }
    let indices = (0..<101 * 8).map { UInt8($0 % 101) }
    try check(IndexedPicture(width: 101, height: 8, indices: indices, palette: palette))
  }

  @Test(arguments: Dither.allCases, [2, 16, 256])
  func picturesAreEncodedAsTheQuantizerHasThem(_ dither: Dither, _ colors: Int) throws {
    let encoder = SixelEncoder()
    let quantizer = Quantizer()
    (encoder.dither, encoder.colors) = (dither, colors)
    (quantizer.dither, quantizer.colors) = (dither, colors)
    for (width, height) in [(64, 47), (1, 1), (33, 6)] {
      let picture = Picture.gradient(width, height)
      let bytes = encoder.encode(picture)
      let expected = quantizer.quantize(picture).picture
      #expect(try SixelDecoder.decode(bytes) == expected)
      #expect(try LibsixelDecoder.decode(bytes) == expected)
    }
  }

  @Test func aFlatBackgroundIsOneUnditheredRegister() throws {
    var picture = Picture.flat(120, 90, [255, 255, 255])
    let inset = Picture.gradient(40, 30)
    for y in 0..<30 {
      for x in 0..<120 {
        picture.pixels[((y + 20) * 40 + 0) * 3 + x] = inset.pixels[y * 120 + x]
      }
    }
    let image = try SixelDecoder.image(SixelEncoder().encode(picture))
    var registers: Set<UInt8?> = []
    for at in 0..<120 * 90 where picture.pixels[3 * at..<3 * at + 3] == [255, 255, 255] {
      registers.insert(image.registers[at])
    }
    #expect(registers.count == 1)
    let register = try #require(registers.first ?? nil)
    #expect(image.palette[register] == GridColor(red: 100, green: 100, blue: 100))
  }

  @Test func onePixelOfOneColor() {
    let bytes = SixelEncoder().encode(.flat(1, 1, [255, 0, 0]))
    #expect(
      String(decoding: bytes, as: UTF8.self) == "\u{1B}P0;0;0q\"1;1;1;1#0;2;100;0;0#0@\u{1B}\\")
  }

  @Test func aPictureWithoutPixelsIsEmpty() {
    #expect(SixelEncoder().encode(Picture(width: 0, height: 0, pixels: [])).isEmpty)
  }

  @Test func colorsAreLimited() throws {
    let encoder = SixelEncoder()
    for colors in [2, 7, 32] {
      encoder.colors = colors
      let image = try SixelDecoder.image(encoder.encode(.gradient(50, 50)))
      #expect(image.palette.count <= colors)
    }
    encoder.colors = 0
    #expect(encoder.colors == 2)
    encoder.colors = 1000
    #expect(encoder.colors == 256)
  }

  @Test func framesOfChangingSizeAndKind() throws {
    let encoder = SixelEncoder()
    var random = TestRandom(8)
    for round in 0..<25 {
      let (width, height) = (
        Int.random(in: 1...70, using: &random), Int.random(in: 1...30, using: &random)
      )
      let picture =
        round % 3 == 0
        ? Picture.flat(width, height, [9, 8, 7])
        : round % 3 == 1
          ? .gradient(width, height) : random.picture(width, height)
      let image = try SixelDecoder.image(encoder.encode(picture))
      #expect(image.picture.size == picture.size && image.isComplete && !image.paintsOutside)
    }
  }

  @Test func libsixelEncodesWhatWeDecode() throws {
    let encoder = LibsixelEncoder()
    for dither in Dither.allCases {
      encoder.dither = dither
      let bytes = try encoder.encode(.gradient(40, 30))
      let picture = try SixelDecoder.decode(bytes)
      #expect(try LibsixelDecoder.decode(bytes) == picture)
      let difference = zip(picture.means, Picture.gradient(40, 30).means).map { abs($0 - $1) }
      #expect(difference.allSatisfy { $0 < 8 })
    }
    #expect(throws: LibsixelError.emptyPicture) {
      try encoder.encode(Picture(width: 0, height: 0, pixels: []))
    }
  }
}
