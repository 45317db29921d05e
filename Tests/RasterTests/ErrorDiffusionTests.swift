import PictureSamples
import Testing

@testable import Raster

@Suite struct ErrorDiffusionTests {
  private func word(_ color: SIMD4<Int32>) -> UInt32 {
    UInt32(color.x) << 16 | UInt32(color.y) << 8 | UInt32(color.z)
  }

  /// The nearest register is that of the middle of a cell of five bits a channel.
  @Test func theNearestRegisterIsNearest() throws {
    var random = TestRandom(3)
    let ready = ReadyPalette(
      for: random.picture(64, 64), kind: PaletteKind(colors: 256, dither: .diffusion))
    let nearest = try #require(ready.nearest)
    func position(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> SIMD4<Float> {
      ColorMetric.stored.position(red: red, green: green, blue: blue)
    }
    for _ in 0..<2000 {
      let color = UInt32(random.next() & 0xFF_FFFF)
      func middle(_ shift: UInt32) -> UInt8 { UInt8(color >> shift & 0xF8) | 4 }
      let target = position(middle(16), middle(8), middle(0))
      let distances = ready.palette.colors.map {
        let difference = position($0.rgb.red, $0.rgb.green, $0.rgb.blue) - target
        return (difference * difference).sum()
      }
      let least = try #require(distances.min())
      // The search packs a colour's number into the lowest bits of its distance.
      #expect(distances[Int(nearest.register(of: color))] <= least * 1.001 + 0.001)
    }
  }

  /// Floyd and Steinberg's rule pixel by pixel, as they wrote it down.
  private func reference(_ picture: Picture, _ ready: ReadyPalette) throws -> [UInt8] {
    let nearest = try #require(ready.nearest)
    let (width, height) = (picture.width, picture.height)
    var errors = [SIMD4<Int32>](repeating: .zero, count: width * height)
    var result: [UInt8] = []
    for at in 0..<width * height {
      let (y, x) = at.quotientAndRemainder(dividingBy: width)
      let bytes = (0..<3).map { Int32(picture.pixels[3 * at + $0]) }
      let own = SIMD4(bytes[0], bytes[1], bytes[2], 0)
      // Exact colours are told apart by six bits a channel.
      let exact = ready.palette.exact.first { word(own) & 0xFCFCFC == $0.color & 0xFCFCFC }
      if let exact {
        result.append(exact.index)
        continue
      }
      let wanted = (own &+ (errors[at] &+ 8) &>> 4)
        .clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
      let number = nearest.register(of: word(wanted))
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
    // Widths around what the kernel does in one step, heights around what it does at once.
    let sizes = [1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 60].flatMap { width in
      [1, 5, 6, 7, 11, 12, 13, 40].map { (width, $0) }
    }
    for (round, (width, height)) in sizes.enumerated() {
      var picture = random.picture(width, height)
      for at in picture.pixels.indices where (at / 3 / 9) % 3 == round % 3 {
        picture.pixels[at] = 7
      }
      let ready = ReadyPalette(
        for: picture, kind: PaletteKind(colors: colors, dither: .diffusion))
      guard ready.table != nil else { continue }
      #expect(ready.isDiffused)
      let expected = try reference(picture, ready)
      for isPlain in [false, true] {
        var diffusion = ErrorDiffusion()
        diffusion.restart(width: width)
        var columns = [UInt64](repeating: 0, count: 2 * width)
        for top in stride(from: 0, to: height, by: 12) {
          let rows = min(12, height - top)
          unsafe picture.pixels.withUnsafeBufferPointer { pixels in
            unsafe columns.withUnsafeMutableBufferPointer { columns in
              let band = unsafe QuantizedBand(
                pixels: pixels.baseAddress! + top * width * 3, stride: width * 3, width: width,
                rows: rows, left: 0, top: top, columns: columns.baseAddress!)
              unsafe diffusion.quantize(band, in: ready, isPlain: isPlain)
            }
          }
          for row in 0..<rows {
            let line = columns[row / 6 * width..<(row / 6 + 1) * width].map {
              UInt8(truncatingIfNeeded: $0 >> UInt64(row % 6 * 8))
            }
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
