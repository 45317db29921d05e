import PictureSamples
import Synchronization
import Testing

@testable import Raster

/// Palettes that are chosen beside the pictures.
@Suite struct PaletteWorkerTests {
  /// A thread that works when the test says so.
  private final class Later: Sendable {
    private let waiting = Mutex<[@Sendable () -> Void]>([])

    var count: Int { waiting.withLock { $0.count } }

    func add(_ work: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(work) } }

    func work() {
      let taken = waiting.withLock { work in
        defer { work = [] }
        return work
      }
      for work in taken { work() }
    }
  }

  /// A gradient between two colours of one hue, darker or brighter as a whole.
  private func scene(_ level: Int) -> Picture {
    var pixels: [UInt8] = []
    for y in 0..<60 {
      for x in 0..<80 { pixels += [UInt8(level + x), UInt8(level / 2 + y), UInt8(level + y / 2)] }
    }
    return Picture(width: 80, height: 60, pixels: pixels)
  }

  private func quantizer(_ later: Later) -> Quantizer {
    let quantizer = Quantizer()
    quantizer.colors = 32
    quantizer.worker = { later.add($0) }
    return quantizer
  }

  private func error(_ quantizer: Quantizer, _ picture: Picture) -> Double {
    let shown = quantizer.quantize(picture).picture
    return zip(shown.pixels, picture.pixels).reduce(0) { $0 + Double(abs(Int($1.0) - Int($1.1))) }
      / Double(picture.pixels.count)
  }

  @Test func theOldPaletteServesUntilTheNewOneIsReady() {
    let later = Later()
    let quantizer = quantizer(later)
    _ = quantizer.quantize(scene(40))
    #expect(quantizer.palettesBuilt == 1 && later.count == 0, "the first is waited for")
    let before = error(quantizer, scene(52))
    #expect(quantizer.palettesBuilt == 1 && later.count == 1)
    _ = error(quantizer, scene(52))
    #expect(later.count == 1, "one at a time")
    later.work()
    #expect(error(quantizer, scene(52)) < before)
    #expect(quantizer.palettesBuilt == 2 && later.count == 0)
  }

  @Test func anotherSceneIsNotShownInOldColors() {
    let later = Later()
    let quantizer = quantizer(later)
    _ = quantizer.quantize(scene(0))
    let fresh = self.quantizer(Later())
    #expect(error(quantizer, scene(170)) == error(fresh, scene(170)))
    #expect(quantizer.palettesBuilt == 2 && later.count == 0)
  }

  @Test func aPaletteForOtherSettingsComesToNothing() {
    let later = Later()
    let quantizer = quantizer(later)
    _ = quantizer.quantize(scene(40))
    _ = quantizer.quantize(scene(52))
    quantizer.colors = 16
    let sixteen = quantizer.quantize(scene(52))
    later.work()
    #expect(quantizer.quantize(scene(52)) == sixteen)
    #expect(sixteen.palette.count <= 16)
  }

  /// A cancelled job keeps its thread and a picture until it returns.
  @Test func settingsThatGoBackAndForthStartOneJobOnly() {
    let later = Later()
    let quantizer = quantizer(later)
    _ = quantizer.quantize(scene(40))
    quantizer.colors = 16
    _ = quantizer.quantize(scene(40))
    for turn in 0..<6 {
      quantizer.colors = turn % 2 == 0 ? 32 : 16
      _ = quantizer.quantize(scene(52))
      #expect(later.count == 1 && quantizer.awaitsPalette, "turn \(turn)")
    }
    let old = quantizer.quantize(scene(52))
    later.work()
    #expect(quantizer.awaitsPalette, "what was refused is still wanted")
    #expect(quantizer.quantize(scene(52)) == old, "what was cancelled comes to nothing")
    #expect(later.count == 1, "a job for what is wanted now")
    later.work()
    let fresh = quantizer.quantize(scene(52))
    #expect(fresh != old && fresh.palette.count <= 16)
    #expect(later.count == 0 && !quantizer.awaitsPalette)
  }

  @Test func settingsThatComeBackFindTheirPalette() {
    let quantizer = quantizer(Later())
    let all = quantizer.quantize(scene(40))
    quantizer.colors = 8
    #expect(quantizer.quantize(scene(40)).palette.count <= 8)
    quantizer.colors = 32
    #expect(quantizer.quantize(scene(40)) == all)
  }
}

/// The quantiser for AVX2 and the one for every processor.
@Suite struct TableKernelTests {
  @Test(.enabled(if: TableKernel.isWide), arguments: [2, 17, 256])
  func bothKernelsAgree(_ colors: Int) {
    var random = TestRandom(UInt64(colors))
    for _ in 0..<20 {
      let width = Int.random(in: 1...70, using: &random)
      var picture = random.picture(width, 23)
      // Flat parts, which both have a short way for.
      for at in picture.pixels.indices where (at / 3 / 9) % 3 > 0 { picture.pixels[at] = 7 }
      let kind = PaletteKind(colors: colors, dither: .ordered)
      let ready = ReadyPalette(for: picture, kind: kind)
      guard let table = ready.table else { continue }
      let left = Int.random(in: 0..<width, using: &random)
      let top = Int.random(in: 0..<20, using: &random)
      let rows = Int.random(in: 1...min(6, 23 - top), using: &random)
      // The wide one first, since it must cope with entries that nobody has asked for.
      let results = [false, true, false].map { isPlain in
        var columns = [UInt64](repeating: 0, count: width - left)
        unsafe picture.pixels.withUnsafeBufferPointer { pixels in
          unsafe columns.withUnsafeMutableBufferPointer { columns in
            let band = unsafe QuantizedBand(
              pixels: pixels.baseAddress! + (top * width + left) * 3, stride: width * 3,
              width: width - left, rows: rows, left: left, top: top,
              columns: columns.baseAddress!)
            unsafe TableKernel.quantize(
              band, background: ready.palette.exact[0], table: table, isPlain: isPlain)
          }
        }
        let mask: UInt64 = (1 << UInt64(rows * 8)) - 1
        return columns.map { $0 & mask }
      }
      #expect(results[0] == results[1] && results[1] == results[2])
    }
  }
}
