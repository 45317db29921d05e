import PictureFiles
import PictureSamples
import Raster
import Testing

@Suite struct PictureFilesTests {
  @Test(arguments: [PictureFormat.png, .ppm])
  func losslessFormatsKeepEveryPixel(_ format: PictureFormat) throws {
    var random = TestRandom(1)
    for (width, height) in [(1, 1), (3, 7), (64, 48), (1, 300), (300, 1)] {
      let picture = random.picture(width, height)
      #expect(try PictureFiles.decode(PictureFiles.encode(picture, as: format)) == picture)
    }
  }

  @Test func jpegIsClose() throws {
    let picture = Picture.gradient(64, 48)
    let best = try PictureFiles.decode(PictureFiles.encode(picture, as: .jpg))
    #expect(best.size == picture.size)
    let worst = zip(best.pixels, picture.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst < 24)
    let small = try PictureFiles.encode(picture, as: .jpg, quality: 10)
    #expect(try small.count < PictureFiles.encode(picture, as: .jpg, quality: 100).count)
    #expect(try PictureFiles.encode(picture, as: .jpg, quality: 4000).count > small.count)
  }

  @Test func extensionsNameFormats() {
    #expect(PictureFormat(fileExtension: "PNG") == .png)
    #expect(PictureFormat(fileExtension: "jpeg") == .jpg)
    #expect(PictureFormat(fileExtension: "jpg") == .jpg)
    #expect(PictureFormat(fileExtension: "ppm") == .ppm)
    #expect(PictureFormat(fileExtension: "six") == nil)
  }

  @Test func theFirstBytesTellTheFormat() throws {
    let picture = Picture.gradient(4, 4)
    #expect(try PictureFiles.encode(picture, as: .png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try PictureFiles.encode(picture, as: .jpg).starts(with: [0xFF, 0xD8, 0xFF]))
    #expect(try PictureFiles.encode(picture, as: .ppm).starts(with: Array("P6\n4 4\n255\n".utf8)))
    #expect(throws: PictureFileError.unknownFormat) { try PictureFiles.decode([]) }
    #expect(throws: PictureFileError.unknownFormat) {
      try PictureFiles.decode(Array("GIF89a".utf8))
    }
  }

  @Test(arguments: PictureFormat.allCases)
  func truncationIsRefusedAtEveryLength(_ format: PictureFormat) throws {
    let whole = try PictureFiles.encode(.gradient(9, 6), as: format)
    // The last bytes of a PNG (its IEND) and of a JPEG (its end mark) may be dispensable.
    for count in 0..<whole.count - (format == .ppm ? 0 : 16) {
      #expect(throws: PictureFileError.self) { try PictureFiles.decode(Array(whole[..<count])) }
    }
  }

  @Test(arguments: PictureFormat.allCases)
  func damageNeverTraps(_ format: PictureFormat) throws {
    var random = TestRandom(2)
    let whole = try PictureFiles.encode(.gradient(9, 6), as: format)
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      if let picture = try? PictureFiles.decode(bytes) {
        #expect(picture.pixels.count == picture.width * picture.height * 3)
      }
    }
  }

  @Test func absurdSizesAreRefused() throws {
    #expect(throws: PictureFileError.unsupportedSize(width: 0, height: 0)) {
      try PictureFiles.encode(Picture(width: 0, height: 0, pixels: []), as: .png)
    }
    #expect(throws: PictureFileError.unsupportedSize(width: 16385, height: 1)) {
      try PictureFiles.decode(Array("P6 16385 1 255\n".utf8))
    }
    #expect(throws: PictureFileError.unsupportedSize(width: 16000, height: 16000)) {
      try PictureFiles.decode(Array("P6 16000 16000 255\n".utf8))
    }
    #expect(throws: PictureFileError.self) { try PictureFiles.decode(Array("P6 -1 1 255\n".utf8)) }
    // A PNG whose header says 60000x60000 (its checksum is not looked at before the size).
    var png = try PictureFiles.encode(.gradient(2, 2), as: .png)
    png.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    #expect(throws: PictureFileError.self) { try PictureFiles.decode(png) }
    // A JPEG whose frame header says 49152x49152.
    var jpeg = try PictureFiles.encode(.gradient(2, 2), as: .jpg)
    let frame = try #require(
      (0..<jpeg.count - 1).first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xC0, 0, 0xC0, 0])
    #expect(throws: PictureFileError.unsupportedSize(width: 49152, height: 49152)) {
      try PictureFiles.decode(jpeg)
    }
  }

  @Test func pixmapHeadersMayHaveCommentsAndOtherDepths() throws {
    let picture = try PictureFiles.decode(
      Array("P6 # made by hand\n1\t1\n# depth\n15 ".utf8) + [0, 5, 15])
    #expect(picture == Picture(width: 1, height: 1, pixels: [0, 85, 255]))
    for text in ["P6", "P6 1", "P6 1 1", "P6 1 1 0\nabc", "P6 1 1 65535\nabcdef", "P6 1 1 255"] {
      #expect(throws: PictureFileError.self) { try PictureFiles.decode(Array(text.utf8)) }
    }
  }
}
