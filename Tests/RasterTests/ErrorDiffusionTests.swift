import PictureSamples
import Testing

@testable import Raster

@Suite struct ErrorDiffusionTests {
  /// Floyd and Steinberg's rule pixel by pixel, as they wrote it down.
  private func reference(_ picture: Picture, _ ready: ReadyPalette) throws -> [UInt8] {
    let table = try #require(ready.table)
    let (width, height) = (picture.width, picture.height)
    var errors = [SIMD4<Int32>](repeating: .zero, count: width * height)
    var result: [UInt8] = []
    for at in 0..<width * height {
      let (y, x) = at.quotientAndRemainder(dividingBy: width)
      let bytes = (0..<3).map { Int32(picture.pixels[3 * at + $0]) }
      func entry(_ color: SIMD4<Int32>) -> UInt32 {
        table.entry(of: UInt32(color.x) << 16 | UInt32(color.y) << 8 | UInt32(color.z))
      }
      let own = SIMD4(bytes[0], bytes[1], bytes[2], 0)
      guard entry(own) & InverseTable.exactFlag == 0 else {
        result.append(UInt8(entry(own) & 255))
        continue
      }
      let wanted = (own &+ (errors[at] &+ 8) &>> 4)
        .clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
      let number = UInt8(entry(wanted) & 255)
      result.append(number)
      let shown = ready.palette.colors[Int(number)].rgb
      let error = wanted &- SIMD4(Int32(shown.red), Int32(shown.green), Int32(shown.blue), 0)
      for (dx, dy, part) in [(1, 0, 7), (-1, 1, 3), (0, 1, 5), (1, 1, 1)] as [(Int, Int, Int32)]
      where 0..<width ~= x + dx && y + dy < height {
        errors[at + dy * width + dx] &+= error &* SIMD4(repeating: part)
      }
    }
    return result
  }

  @Test(arguments: [2, 16, 256]) func everyKernelKeepsToTheRule(_ colors: Int) throws {
    var random = TestRandom(UInt64(colors))
    for round in 0..<12 {
      let (width, height) = ([1, 2, 7, 60][round % 4], [1, 5, 6, 7, 40][round % 5])
      var picture = random.picture(width, height)
      for at in picture.pixels.indices where (at / 3 / 9) % 3 == round % 3 {
        picture.pixels[at] = 7
      }
      let ready = ReadyPalette(
        for: picture, kind: PaletteKind(colors: colors, dither: .diffusion))
      guard let table = ready.table else { continue }
      #expect(ready.isDiffused)
      let expected = try reference(picture, ready)
      for isPlain in [false, true] {
        var diffusion = ErrorDiffusion()
        diffusion.restart(width: width)
        var columns = [UInt64](repeating: 0, count: width)
        for top in stride(from: 0, to: height, by: 6) {
          let rows = min(6, height - top)
          unsafe picture.pixels.withUnsafeBufferPointer { pixels in
            unsafe columns.withUnsafeMutableBufferPointer { columns in
              let band = unsafe QuantizedBand(
                pixels: pixels.baseAddress! + top * width * 3, stride: width * 3, width: width,
                rows: rows, left: 0, top: top, columns: columns.baseAddress!)
              unsafe diffusion.quantize(
                band, registers: ready.shown, table: table, isPlain: isPlain)
            }
          }
          for row in 0..<rows {
            let line = columns.map { UInt8(truncatingIfNeeded: $0 >> UInt64(8 * row)) }
            #expect(line == Array(expected[(top + row) * width..<(top + row + 1) * width]))
          }
        }
      }
    }
  }

  /// Noise of every colour, which no pattern can show; and a slope, which it shows best.
  @Test func automaticMeansWhatSuitsThePicture() {
    var random = TestRandom(5)
    let noise = random.picture(120, 90)
    var slope = noise
    for at in 0..<120 * 90 {
      slope.pixels[3 * at] = UInt8(at % 120 * 2)
      slope.pixels[3 * at + 1] = UInt8(at / 120 * 2)
      slope.pixels[3 * at + 2] = UInt8((at % 120 + at / 120) % 256)
    }
    func isDiffused(_ picture: Picture, _ colors: Int) -> Bool {
      ReadyPalette(for: picture, kind: PaletteKind(colors: colors, dither: .automatic)).isDiffused
    }
    #expect(isDiffused(noise, 256))
    #expect(!isDiffused(noise, 64), "few colours are for pictures that must be quick")
    #expect(!isDiffused(slope, 256))
  }
}
