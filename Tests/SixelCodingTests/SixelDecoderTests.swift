import PictureSamples
import Raster
import SixelCoding
import Testing

@Suite struct SixelDecoderTests {
  private func image(_ body: String) throws(SixelError) -> SixelImage {
    try SixelDecoder.image(Array("\u{1B}Pq\(body)\u{1B}\\".utf8))
  }

  @Test func sizeFromTheSixelsWithoutRasterAttributes() throws {
    let image = try image("#1;2;100;0;0!3~-#1@")
    #expect(image.picture.size == PixelSize(width: 3, height: 7))
    #expect(!image.statesSize)
    #expect(image.registers == [UInt8?](repeating: 1, count: 19) + [nil, nil])
    #expect(image.picture[2, 0] == (255, 0, 0))
  }

  @Test func carriageReturnOverpaints() throws {
    let image = try image("\"1;1;2;1#1;2;100;0;0@@$#2;2;0;0;100?@")
    #expect(image.registers == [1, 2])
  }

  @Test func paintingOutsideIsReported() throws {
    #expect(try image("\"1;1;2;6#1;2;0;0;0!3~").paintsOutside)
    #expect(try image("\"1;1;3;5#1;2;0;0;0!3~").paintsOutside)
    #expect(try !image("\"1;1;3;6#1;2;0;0;0!3~").paintsOutside)
  }

  @Test(arguments: [
    ("", SixelError.unsupportedSize(width: 0, height: 0)),
    ("\"1;1;99999;2~", .unsupportedSize(width: 99999, height: 2)),
    ("\"1;1;16000;16000~", .unsupportedSize(width: 16000, height: 16000)),
    ("!1048577~", .numberOutOfRange(offset: 4)),
    ("!99999999999999999999~", .numberOutOfRange(offset: 4)),
    ("#300~", .badColor(offset: 3)), ("#1;2;101;0;0~", .badColor(offset: 3)),
    ("#1;1;10;0;0~", .badColor(offset: 3)), ("#~", .badColor(offset: 3)),
    ("~\u{7}", .unexpectedByte(7, offset: 4)), ("!3", .unexpectedByte(0x1B, offset: 5)),
    ("\"1;1~", .numberOutOfRange(offset: 3)),
  ])
  func refusals(_ body: String, _ expected: SixelError) {
    #expect(throws: expected) { try image(body) }
  }

  @Test func introducerAndTerminatorAreRequired() {
    for text in ["", "\u{1B}", "\u{1B}Px~\u{1B}\\", "q~"] {
      #expect(throws: SixelError.noIntroducer) { try SixelDecoder.decode(Array(text.utf8)) }
    }
    for text in ["\u{1B}Pq~", "\u{1B}Pq~\u{1B}", "\u{1B}Pq~!3"] {
      #expect(throws: SixelError.noTerminator) { try SixelDecoder.decode(Array(text.utf8)) }
    }
  }

  @Test func endlessOverpaintingIsRefused() {
    let body = "\"1;1;1000;6#0;2;1;1;1" + String(repeating: "!1000~$", count: 100)
    #expect(throws: SixelError.tooMuchPainting) { try image(body) }
  }

  @Test func damagedSequencesNeverTrap() {
    var random = TestRandom(9)
    let whole = SixelEncoder().encode(.gradient(30, 20))
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default:
          bytes.insert("0123456789;!#\"$-~?\u{1B}".utf8.randomElement(using: &random)!, at: at)
        }
      }
      // A damaged size may be large; the limits on it have a test of their own.
      guard !bytes.prefix(40).split(separator: UInt8(ascii: ";")).contains(where: { $0.count > 12 })
      else { continue }
      if let picture = try? SixelDecoder.decode(bytes) {
        #expect(picture.pixels.count == picture.width * picture.height * 3)
      }
    }
  }

  @Test func everyTruncationIsRefused() {
    let whole = SixelEncoder().encode(.gradient(12, 9))
    for count in 0..<whole.count {
      #expect(throws: SixelError.self) { try SixelDecoder.decode(Array(whole[..<count])) }
    }
  }
}
