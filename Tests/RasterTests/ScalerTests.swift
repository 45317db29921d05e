import PictureSamples
import Raster
import Testing

@Suite struct ScalerTests {
  private func scaled(_ stored: [UInt8], _ from: PixelSize, _ to: PixelSize) -> Picture {
    var scaler = Scaler()
    var picture = Picture(width: 0, height: 0, pixels: [])
    scaler.scale(bottomUp: stored, from: from, to: to, into: &picture)
    return picture
  }

  @Test func equalSizesAreAFlip() {
    var random = TestRandom(2)
    let stored = random.picture(13, 7)
    let picture = scaled(stored.pixels, stored.size, stored.size)
    #expect(picture == Picture(bottomUp: stored.pixels, width: 13, height: 7))
  }

  @Test(arguments: [(3, 3), (40, 30), (7, 90), (100, 5), (20, 20), (20, 41), (41, 20), (1, 1)])
  func cornersStayWhereTheyAre(_ width: Int, _ height: Int) {
    // Stored bottom row first: red lower left, green lower right, blue upper left, white upper
    // right, each a quarter of 20x20.
    let colors: [[UInt8]] = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]
    let stored = (0..<20).flatMap { y in
      (0..<20).flatMap { x in colors[(y < 10 ? 0 : 2) + (x < 10 ? 0 : 1)] }
    }
    let picture = scaled(
      stored, PixelSize(width: 20, height: 20), PixelSize(width: width, height: height))
    #expect(picture.width == width && picture.height == height)
    guard width > 2, height > 2 else { return }
    #expect(picture[0, 0] == (0, 0, 255))
    #expect(picture[width - 1, 0] == (255, 255, 255))
    #expect(picture[0, height - 1] == (255, 0, 0))
    #expect(picture[width - 1, height - 1] == (0, 255, 0))
  }

  @Test(arguments: [(1, 1), (3, 5), (16, 16), (31, 17), (64, 48), (90, 70), (200, 9), (9, 200)])
  func energyIsKept(_ width: Int, _ height: Int) {
    let source = Picture.gradient(64, 48)
    let picture = scaled(source.pixels, source.size, PixelSize(width: width, height: height))
    for (before, after) in zip(source.means, picture.means) {
      #expect(abs(before - after) < 1.5)
    }
  }

  @Test(arguments: [(1, 1), (5, 50), (33, 29), (77, 3)])
  func flatStaysFlat(_ width: Int, _ height: Int) {
    let source = Picture.flat(29, 31, [255, 128, 1])
    let picture = scaled(source.pixels, source.size, PixelSize(width: width, height: height))
    #expect(picture == .flat(width, height, [255, 128, 1]))
  }

  @Test func shrinkingAveragesAreas() {
    // 4x2 to 2x1: each result is the mean of a 2x2 square.
    let grey: [UInt8] = [0, 40, 100, 100, 80, 120, 100, 104]
    let picture = scaled(
      grey.flatMap { [$0, $0, $0] }, PixelSize(width: 4, height: 2), PixelSize(width: 2, height: 1))
    #expect(picture.pixels == [60, 60, 60, 101, 101, 101])
  }

  @Test func enlargingInterpolatesWithoutRinging() {
    let picture = scaled(
      [0, 0, 0, 200, 200, 200], PixelSize(width: 2, height: 1), PixelSize(width: 8, height: 1))
    let row = stride(from: 0, to: 24, by: 3).map { picture.pixels[$0] }
    #expect(row.first == 0 && row.last == 200)
    #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func oneScalerServesChangingSizes() {
    var random = TestRandom(3)
    var scaler = Scaler()
    var picture = Picture(width: 0, height: 0, pixels: [])
    for _ in 0..<60 {
      let source = random.picture(
        .random(in: 1...40, using: &random), .random(in: 1...40, using: &random))
      let to = PixelSize(
        width: .random(in: 1...60, using: &random), height: .random(in: 1...60, using: &random))
      scaler.scale(bottomUp: source.pixels, from: source.size, to: to, into: &picture)
      #expect(picture == scaled(source.pixels, source.size, to))
    }
  }
}
