import BlockCoding
import Pacing
import PicturePath
import PictureSamples
import Raster
import SixelCoding
import Testing
import ViewerCore

@Suite struct PictureMakerTests {
  @Test func theCursorMovesToThePlaceAndBack() throws {
    var maker = PictureMaker(blockDepth: .truecolor)
    let request = PictureRequest(
      renderer: .sixel, area: CellRect(row: 2, column: 1, rows: 4, columns: 10),
      cell: PixelSize(width: 4, height: 8))
    let update = try maker.make(
      bottomUp: [UInt8](repeating: 255, count: 32 * 32 * 3),
      size: PixelSize(width: 32, height: 32), request, quality: PictureQuality())
    let place = Array("\u{1b}7\u{1b}[2;2H".utf8)
    #expect(update.bytes.starts(with: place))
    let image = try SixelDecoder.decode(Array(update.bytes.dropFirst(place.count).dropLast(2)))
    #expect(image.size == PixelSize(width: 32, height: 32))
    #expect(update.bytes.suffix(2) == Array("\u{1b}8".utf8)[...])
    #expect(update.part == nil)
  }

  @Test func kittyAnswersByItself() throws {
    var maker = PictureMaker(blockDepth: .truecolor)
    let request = PictureRequest(
      renderer: .kitty, area: CellRect(row: 2, column: 1, rows: 4, columns: 10),
      cell: PixelSize(width: 4, height: 8), largestImage: PixelSize(width: 8, height: 8))
    let update = try maker.make(
      bottomUp: [UInt8](repeating: 255, count: 32 * 32 * 3),
      size: PixelSize(width: 32, height: 32), request, quality: PictureQuality())
    // The largest sixel image has nothing to do with it.
    #expect(update.placement.extent == PixelSize(width: 32, height: 32))
    #expect(update.graphicsID == 1)
    let place = Array("\u{1b}7\u{1b}[2;2H\u{1b}_Ga=T,i=1,".utf8)
    #expect(update.bytes.starts(with: place))
    #expect(update.bytes.suffix(4) == Array("\u{1b}\\\u{1b}8".utf8)[...])
  }
}
