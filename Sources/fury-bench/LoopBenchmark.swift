import BlockCoding
import Pacing
import PicturePath
import Raster
import SharedMemory
import ViewerCore

/// The whole loop on the terminal in use: a frame in memory, made into bytes, written, acknowledged.
struct LoopBenchmark {
  let terminal: RawTerminal
  let rounds: Int
  let cell: PixelSize
  static let columns = 160
  static let rows = 46

  func run(_ scene: Scene) throws -> LoopResult {
    let frames = scene.pictures.map(\.bottomUpPixels)
    let size = scene.pictures[0].size
    var seconds: [SixelSource: [Double]] = [:]
    var bytes: [SixelSource: Double] = [:]
    var makers: [SixelSource: PictureMaker] = [:]
    for source in SixelSource.allCases { makers[source] = PictureMaker(blockDepth: .truecolor) }
    // The first round warms up: tables are filled, palettes chosen, xterm's image slots taken.
    for round in 0...rounds {
      for source in SixelSource.allCases {
        guard var maker = makers[source] else { continue }
        let request = PictureRequest(
          renderer: .sixel,
          area: CellRect(row: 1, column: 1, rows: Self.rows - 1, columns: Self.columns),
          cell: cell, encoder: source)
        maker.forget()
        let start = Clock.monotonicNanoseconds()
        var count = 0
        for frame in frames + frames {
          let update = try maker.make(
            bottomUp: frame, size: size, request, quality: PictureQuality())
          terminal.write(update.bytes)
          try terminal.acknowledge()
          count += update.bytes.count
        }
        let spent = Double(Clock.monotonicNanoseconds() - start) / 1e9
        makers[source] = maker
        if round > 0 { seconds[source, default: []].append(spent / Double(frames.count * 2)) }
        bytes[source] = Double(count) / Double(frames.count * 2)
      }
    }
    let times = seconds.mapValues { Quantiles($0).p50 }
    let (native, libsixel) = (times[.native] ?? 1, times[.libsixel] ?? 1)
    return LoopResult(
      sequence: scene.name, native: 1 / native, libsixel: 1 / libsixel, ratio: libsixel / native,
      nativeBytes: bytes[.native] ?? 0, libsixelBytes: bytes[.libsixel] ?? 0)
  }
}
