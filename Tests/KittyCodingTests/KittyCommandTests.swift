import Foundation
import KittyCoding
import PictureSamples
import Raster
import TestSupport
import Testing

@Suite struct KittyCommandTests {
  private func noise(_ width: Int, _ height: Int, _ random: inout TestRandom) -> [UInt8] {
    (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  /// Every size up to 40 squared arrives as the very pixels, from noise, which does not compress,
  /// to one colour.
  @Test func everySizeArrivesAsItWas() throws {
    var random = TestRandom(1)
    for width in 1...40 {
      for height in 1...40 {
        let kind = (width + height) % 3
        let rgb: [UInt8] =
          switch kind {
          case 0: noise(width, height, &random)
          case 1: [UInt8](repeating: 77, count: width * height * 3)
          default: (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 / 7) }
          }
        let image = KittyImage(id: 5, size: PixelSize(width: width, height: height))
        let commands = try #require(KittyReader.commands(KittyCommand.show(image, rgb: rgb)))
        #expect(KittyReader.pixels(commands, count: rgb.count) == rgb)
        let keys = commands[0].keys
        #expect(keys["s"] == "\(width)" && keys["v"] == "\(height)")
      }
    }
  }

  @Test func chunksKeepToTheProtocol() throws {
    var random = TestRandom(2)
    let size = PixelSize(width: 150, height: 100)
    let rgb = noise(150, 100, &random)
    let bytes = KittyCommand.show(KittyImage(id: 9, size: size, layer: 3), rgb: rgb)
    let commands = try #require(KittyReader.commands(bytes))
    #expect(commands.count == 15)
    #expect(KittyReader.pixels(commands, count: rgb.count) == rgb)
    #expect(
      commands[0].keys == [
        "a": "T", "i": "9", "p": "1", "f": "24", "t": "d", "o": "z", "s": "150", "v": "100",
        "C": "1", "z": "3", "m": "1",
      ])
    for (i, command) in commands.enumerated() {
      let isLast = i == commands.count - 1
      #expect(command.payload.utf8.count <= 4096 && !command.payload.isEmpty)
      // Chunks but the last are multiples of four characters, and say nothing but that more comes.
      if !isLast { #expect(command.payload.utf8.count % 4 == 0) }
      if i > 0 { #expect(command.keys == ["m": isLast ? "0" : "1"]) }
    }
  }

  /// A payload of exactly one chunk has no empty one after it.
  @Test func aPayloadThatFillsItsChunks() throws {
    var random = TestRandom(3)
    var hasFilled = false
    for width in 1000...1030 {
      let rgb = noise(width, 1, &random)
      let image = KittyImage(id: 1, size: PixelSize(width: width, height: 1))
      let commands = try #require(KittyReader.commands(KittyCommand.show(image, rgb: rgb)))
      #expect(commands.allSatisfy { !$0.payload.isEmpty })
      #expect(commands.last?.keys["m"] == "0")
      hasFilled = hasFilled || commands.last?.payload.utf8.count == 4096
    }
    #expect(hasFilled)
  }

  @Test func commandsWithoutPixels() throws {
    let image = KittyImage(id: 2, size: PixelSize(width: 4, height: 3))
    let shared = try #require(
      KittyReader.commands(KittyCommand.show(image, sharedMemory: "fury-tui-1-a-1")))
    #expect(shared.count == 1)
    #expect(shared[0].keys["t"] == "s" && shared[0].keys["o"] == nil && shared[0].keys["m"] == nil)
    #expect(Data(base64Encoded: shared[0].payload) == Data("/fury-tui-1-a-1".utf8))
    let question = try #require(
      KittyReader.commands(KittyCommand.question(id: 32, sharedMemory: "x")))
    #expect(question[0].keys == ["a": "q", "i": "32", "s": "1", "v": "1", "f": "24", "t": "s"])
    #expect(
      String(decoding: KittyCommand.delete(7), as: UTF8.self) == "\u{1b}_Ga=d,d=I,i=7,q=2\u{1b}\\")
    #expect(
      String(decoding: KittyCommand.endTransmission, as: UTF8.self) == "\u{1b}_Gm=0,q=2\u{1b}\\")
  }

  @Test func partsAndEnlargements() {
    var random = TestRandom(4)
    for _ in 0..<200 {
      let width = Int.random(in: 1...20, using: &random)
      let height = Int.random(in: 1...20, using: &random)
      let picture = Picture(width: width, height: height, pixels: noise(width, height, &random))
      let size = PixelSize(
        width: width + Int.random(in: 0...20, using: &random)
          * Int.random(in: 0...1, using: &random),
        height: height + Int.random(in: 0...20, using: &random))
      let x = Int.random(in: 0..<size.width, using: &random)
      let y = Int.random(in: 0..<size.height, using: &random)
      let part = PixelRect(
        x: x, y: y, width: Int.random(in: 1...size.width - x, using: &random),
        height: Int.random(in: 1...size.height - y, using: &random))
      var expected: [UInt8] = []
      for row in part.y..<part.y + part.height {
        for column in part.x..<part.x + part.width {
          let (r, g, b) = picture[column * width / size.width, row * height / size.height]
          expected += [r, g, b]
        }
      }
      #expect(picture.rgb(size: size, part: part) == expected)
    }
  }
}
