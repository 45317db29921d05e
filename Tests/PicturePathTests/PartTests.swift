import BlockCoding
import Pacing
import PicturePath
import PictureSamples
import Raster
import Testing
import ViewerCore

/// What is sent of a picture that changes.
@Suite struct PartTests {
  private func request(
    keepsPixels: Bool = true, columns: Int = 15, generation: Int = 0
  ) -> PictureRequest {
    PictureRequest(
      renderer: .sixel, area: CellRect(row: 2, column: 1, rows: 5, columns: columns),
      cell: PixelSize(width: 7, height: 12), keepsPixels: keepsPixels, generation: generation)
  }

  /// Whatever changed, parts painted one over the other show the scene as it is.
  @Test(arguments: [PictureScale.full, .half, .third])
  func partsAddUpToTheWhole(_ scale: PictureScale) throws {
    var scene = BoxScene()
    var maker = PictureMaker(blockDepth: .truecolor)
    var canvas = Canvas(columns: 15, rows: 7, cell: request().cell)
    var parts = 0
    for turn in 0..<200 {
      if turn % 5 != 4 { scene.change() }
      let quality = PictureQuality(colors: 64, scale: turn < 100 ? .full : scale)
      let update = try maker.make(
        bottomUp: scene.pixels, size: scene.size, request(), quality: quality)
      if !update.bytes.isEmpty {
        let painting = try canvas.painting(update.bytes)
        canvas.paint(painting)
        if let part = update.part {
          parts += 1
          #expect(part.x % canvas.cell.width == 0 && part.y % canvas.cell.height == 0)
          #expect(painting.image.size == PixelSize(width: part.width, height: part.height))
          #expect(painting.x == update.placement.left + part.x)
          #expect(painting.y == update.placement.top + part.y)
        }
      }
      // Sixel has 101 shades of a channel.
      #expect(scene.worstDifference(canvas.picture, update.placement) <= 3, "turn \(turn)")
    }
    #expect(parts > 100)
  }

  @Test func nothingIsSentWhereNothingChanged() throws {
    for keepsPixels in [true, false] {
      var scene = BoxScene()
      var maker = PictureMaker(blockDepth: .truecolor)
      func make() throws -> PictureUpdate {
        try maker.make(
          bottomUp: scene.pixels, size: scene.size, request(keepsPixels: keepsPixels),
          quality: PictureQuality())
      }
      #expect(try !make().bytes.isEmpty)
      #expect(try make().bytes.isEmpty)
      scene.change()
      #expect(try !make().bytes.isEmpty)
      #expect(try make().bytes.isEmpty)
    }
  }

  @Test func aWholePictureIsAmongEightUpdates() throws {
    var scene = BoxScene()
    var maker = PictureMaker(blockDepth: .truecolor)
    var wholes: [Bool] = []
    while wholes.count < 64 {
      scene.change(most: 1)
      let update = try maker.make(
        bottomUp: scene.pixels, size: scene.size, request(), quality: PictureQuality())
      if !update.bytes.isEmpty { wholes.append(update.part == nil) }
    }
    for i in 0...wholes.count - 8 { #expect(wholes[i..<i + 8].contains(true)) }
    #expect(wholes.count { $0 } < 16)
  }

  @Test func aDisturbanceMakesItWhole() throws {
    var scene = BoxScene()
    var maker = PictureMaker(blockDepth: .truecolor)
    func isWhole(
      _ request: PictureRequest, _ quality: PictureQuality = PictureQuality()
    ) throws -> Bool {
      scene.change(most: 1)
      return try maker.make(
        bottomUp: scene.pixels, size: scene.size, request, quality: quality
      ).part == nil
    }
    func settle() throws {
      _ = try isWhole(request())
      while try isWhole(request()) {}
    }
    try settle()
    // Focus, resume and the like.
    #expect(try isWhole(request(generation: 1)))
    try settle()
    // A resize.
    #expect(try isWhole(request(columns: 20)))
    try settle()
    // Another quality.
    #expect(try isWhole(request(), PictureQuality(colors: 16)))
    try settle()
    #expect(try isWhole(request(), PictureQuality(scale: .half)))
    // A picture that did not arrive.
    try settle()
    maker.forget()
    #expect(try isWhole(request()))
    // Terminals that do not keep pixels, another encoder.
    try settle()
    for _ in 0..<10 { #expect(try isWhole(request(keepsPixels: false))) }
    var other = request()
    other.encoder = .libsixel
    for _ in 0..<3 { #expect(try isWhole(other)) }
  }

  @Test func whereErrorsWanderPicturesAreWhole() throws {
    var dice = TestRandom(4)
    let size = PixelSize(width: 96, height: 64)
    var picture = dice.picture(size.width, size.height)
    func isWhole(_ dither: Dither) throws -> [Bool] {
      var maker = PictureMaker(blockDepth: .truecolor)
      return try (0..<4).map { _ in
        picture.pixels[300] ^= 255
        return try maker.make(
          bottomUp: picture.pixels, size: size, request(), quality: PictureQuality(dither: dither)
        ).part == nil
      }
    }
    #expect(try isWhole(.ordered) == [true, false, false, false])
    #expect(try isWhole(.diffusion) == [true, true, true, true])
    // Noise is what that is chosen for by itself.
    #expect(try isWhole(.automatic) == [true, true, true, true])
  }

  @Test func aChangeOfNearlyEverythingIsSentWhole() throws {
    var dice = TestRandom(3)
    let size = PixelSize(width: 90, height: 60)
    var maker = PictureMaker(blockDepth: .truecolor)
    for _ in 0..<4 {
      let picture = dice.picture(size.width, size.height)
      let update = try maker.make(
        bottomUp: picture.pixels, size: size, request(), quality: PictureQuality())
      #expect(update.part == nil)
    }
  }
}
