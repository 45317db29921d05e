import PictureSamples
import Raster
import Testing

@Suite struct PictureTests {
  @Test func bottomUpPixelsAreTurnedOver() {
    // Two columns, three rows; the value says which stored row it was.
    let stored: [UInt8] = (0..<3).flatMap { row in [UInt8](repeating: UInt8(row), count: 6) }
    let picture = Picture(bottomUp: stored, width: 2, height: 3)
    #expect(picture[0, 0] == (2, 2, 2))
    #expect(picture[1, 1] == (1, 1, 1))
    #expect(picture[1, 2] == (0, 0, 0))
    #expect(picture.size == PixelSize(width: 2, height: 3))
  }

  @Test(arguments: [
    (800, 600, 1280, 720, 960, 720), (800, 600, 400, 720, 400, 300), (1, 1, 7, 9, 7, 7),
    (10_000, 1, 100, 100, 100, 1), (1, 10_000, 100, 100, 1, 100), (0, 5, 10, 10, 1, 1),
    (640, 480, 640, 480, 640, 480), (5, 5, 0, 0, 1, 1),
  ])
  func fitKeepsTheAspectAndTheBounds(
    _ width: Int, _ height: Int, _ roomX: Int, _ roomY: Int, _ x: Int, _ y: Int
  ) {
    let fitted = Fit.size(
      of: PixelSize(width: width, height: height), within: PixelSize(width: roomX, height: roomY))
    #expect(fitted == PixelSize(width: x, height: y))
  }

  @Test func fitNeverLeavesItsBounds() {
    var random = TestRandom(1)
    for _ in 0..<2000 {
      let source = PixelSize(
        width: .random(in: 1...5000, using: &random), height: .random(in: 1...5000, using: &random))
      let bounds = PixelSize(
        width: .random(in: 1...3000, using: &random), height: .random(in: 1...3000, using: &random))
      let fitted = Fit.size(of: source, within: bounds)
      #expect(1...bounds.width ~= fitted.width && 1...bounds.height ~= fitted.height)
      // One side fills its bound.
      #expect(fitted.width == bounds.width || fitted.height == bounds.height)
    }
  }

  @Test func gridColorsAreTheNearest() {
    for value in UInt8.min...UInt8.max {
      let grid = GridColor(nearestRed: value, green: 0, blue: 255)
      let exact = Double(value) * 100 / 255
      #expect(abs(Double(grid.red) - exact) <= 0.5)
      #expect(grid.green == 0 && grid.blue == 100)
      #expect(abs(Int(grid.rgb.red) - Int(value)) <= 2)
    }
  }
}
