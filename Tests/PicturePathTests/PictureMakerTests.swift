import BlockCoding
import Pacing
import PictureSamples
import Raster
import SixelCoding
import Synchronization
import Testing
import ViewerCore

@testable import PicturePath

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

  @Test(arguments: [Dither.ordered, .diffusion, .none]) func piecesAddUpToTheWhole(
    _ dither: Dither
  ) throws {
    var random = TestRandom(8)
    let size = PixelSize(width: 160, height: 320)
    let request = PictureRequest(
      renderer: .sixel, area: CellRect(row: 1, column: 0, rows: 40, columns: 40),
      cell: PixelSize(width: 4, height: 8), keepsPixels: true)
    var quality = PictureQuality()
    quality.dither = dither
    var pixels = random.picture(size.width, size.height).pixels
    var whole = PictureMaker(blockDepth: .truecolor)
    var inPieces = PictureMaker(blockDepth: .truecolor)
    let pieces = Mutex<[[UInt8]]>([])
    inPieces.takePiece = { piece in
      let bytes = unsafe piece.withUnsafeBufferPointer { unsafe Array($0) }
      pieces.withLock { $0.append(bytes) }
    }
    // The whole, a part, nothing; few colours, all of them exact; and one more, which is noticed on
    // the way.
    for change in 0..<5 {
      switch change {
      case 1: for at in 0..<3000 { pixels[at] ^= 1 }
      case 3: for at in pixels.indices { pixels[at] = UInt8(at / 3 % 5) }
      case 4: for at in 30_000..<30_300 { pixels[at] = 200 }
      default: break
      }
      pieces.withLock { $0 = [] }
      let expected = try whole.make(bottomUp: pixels, size: size, request, quality: quality)
      let update = try inPieces.make(bottomUp: pixels, size: size, request, quality: quality)
      let begun = pieces.withLock { $0 }
      #expect(begun.reduce([], +) + update.bytes == expected.bytes)
      #expect(update.piecesByteCount == begun.reduce(0) { $0 + $1.count })
      #expect(update.byteCount == expected.byteCount && update.part == expected.part)
      #expect(expected.bytes.isEmpty == (change == 2))
      switch change {
      case 0: #expect(begun.count == (size.height + 59) / 60)
      case 1: #expect(!begun.isEmpty && (update.part != nil) == (dither != .diffusion))
      default: #expect(begun.isEmpty)
      }
    }
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
    #expect(update.graphicsID == KittyNumbers.first)
    let place = Array("\u{1b}7\u{1b}[2;2H\u{1b}_Ga=T,i=\(KittyNumbers.first),".utf8)
    #expect(update.bytes.starts(with: place))
    #expect(update.bytes.suffix(4) == Array("\u{1b}\\\u{1b}8".utf8)[...])
    #expect(update.part == nil && update.sharedBytes == 0)
  }

  @Test func kittyGetsWhatChanged() throws {
    var maker = PictureMaker(blockDepth: .truecolor)
    let request = PictureRequest(
      renderer: .kitty, area: CellRect(row: 2, column: 1, rows: 4, columns: 8),
      cell: PixelSize(width: 4, height: 8), keepsPixels: true)
    var pixels = [UInt8](repeating: 255, count: 32 * 32 * 3)
    func make() throws -> PictureUpdate {
      try maker.make(
        bottomUp: pixels, size: PixelSize(width: 32, height: 32), request,
        quality: PictureQuality())
    }
    _ = try make()
    #expect(try make().bytes.isEmpty)
    // The lowest row's tenth pixel: the third cell of the last row of cells.
    pixels[9 * 3] = 0
    let update = try make()
    #expect(update.part == PixelRect(x: 8, y: 24, width: 4, height: 8))
    let place = "\u{1b}7\u{1b}[5;3H\u{1b}_Ga=T,i=\(KittyNumbers.first + 1),"
    #expect(update.bytes.starts(with: Array(place.utf8)))
    maker.forget()
    #expect(try make().part == nil)
  }
}
