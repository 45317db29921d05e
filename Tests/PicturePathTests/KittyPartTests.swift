import BlockCoding
import Pacing
import PicturePath
import Raster
import Testing
import ViewerCore

/// What is sent of a picture that changes, as images in layers.
@Suite struct KittyPartTests {
  private func request(keepsPixels: Bool = true) -> PictureRequest {
    PictureRequest(
      renderer: .kitty, area: CellRect(row: 2, column: 1, rows: 5, columns: 15),
      cell: PixelSize(width: 7, height: 12), keepsPixels: keepsPixels)
  }

  /// Whatever changed, the layers show the scene as it is.
  @Test(arguments: [PictureScale.full, .half, .third])
  func layersAddUpToTheWhole(_ scale: PictureScale) throws {
    var scene = BoxScene()
    var maker = PictureMaker(blockDepth: .truecolor)
    var screen = KittyScreen(columns: 15, rows: 7, cell: request().cell)
    var parts = 0
    for turn in 0..<200 {
      if turn % 5 != 4 { scene.change() }
      let update = try maker.make(
        bottomUp: scene.pixels, size: scene.size, request(),
        quality: PictureQuality(scale: turn < 100 ? .full : scale))
      if !update.bytes.isEmpty { try screen.take(update.bytes) }
      if update.part != nil { parts += 1 }
      #expect(scene.worstDifference(try screen.picture(), update.placement) == 0, "turn \(turn)")
      #expect(screen.imageCount <= PictureMaker.wholeEvery)
    }
    #expect(parts > 100)
  }

  /// A cell of which the terminal did not tell may not be its own.
  @Test func withoutACertainCellThereAreNoParts() throws {
    var scene = BoxScene()
    var maker = PictureMaker(blockDepth: .truecolor)
    for _ in 0..<10 {
      scene.change(most: 1)
      let update = try maker.make(
        bottomUp: scene.pixels, size: scene.size, request(keepsPixels: false),
        quality: PictureQuality())
      #expect(update.part == nil)
    }
  }
}
