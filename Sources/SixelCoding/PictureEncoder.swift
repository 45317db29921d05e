internal import Raster

/// Encodes the bands of pictures, on two threads where they are to be had.
final class PictureEncoder {
  /// What one thread works with.
  private final class Worker {
    var band = BandEncoder()
    var isComplete = true
  }

  private final class Slice {
    var output = SixelOutput()
  }

  /// Calls a closure so many times, with 0 and the numbers that follow, at once where it can;
  /// returns after the last.
  var concurrently: (@Sendable (_ count: Int, _ body: (Int) -> Void) -> Void)?

  private let workers = [Worker(), Worker()]
  private var slices: [Slice] = []
  private var size = PixelSize(width: 0, height: 0)

  /// Encodes a picture of `size`, whose bands come from `fill`: it puts rows, counted from the
  /// picture's first, into a band encoder's columns, or says false, and the whole ends with false.
  ///
  /// `fill` is called from several threads.
  func encode(_ size: PixelSize, fill: (inout BandEncoder, Range<Int>) -> Bool) -> Bool {
    self.size = size
    let queue = SliceQueue(height: size.height)
    while slices.count < queue.count { slices.append(Slice()) }
    for worker in workers {
      worker.band.start(width: size.width)
      worker.isComplete = true
    }
    func work(_ number: Int) {
      let worker = workers[number]
      while let (number, rows) = queue.take() {
        if !Self.encode(rows, worker, to: &slices[number].output, fill: fill) {
          worker.isComplete = false
          queue.drop()
        }
      }
    }
    if let concurrently, queue.count > 1 { concurrently(workers.count, work) } else { work(0) }
    return workers.allSatisfy(\.isComplete)
  }

  /// Adds the whole sequence of the picture encoded last to `result`.
  func append(to result: inout [UInt8], palette: [GridColor]) {
    let used = zip(workers[0].band.used, workers[1].band.used).map { $0 || $1 }
    result += SixelHeader.bytes(
      width: size.width, height: size.height, palette: palette, used: used)
    for number in 0..<SliceQueue(height: size.height).count {
      slices[number].output.append(to: &result)
    }
    result += SixelHeader.end
  }

  private static func encode(
    _ rows: Range<Int>, _ worker: Worker, to output: inout SixelOutput,
    fill: (inout BandEncoder, Range<Int>) -> Bool
  ) -> Bool {
    output.clear()
    for top in stride(from: rows.lowerBound, to: rows.upperBound, by: 6) {
      if top > 0 { output.newBand() }
      let band = top..<min(rows.upperBound, top + 6)
      guard fill(&worker.band, band) else { return false }
      worker.band.encode(rows: band.count, to: &output)
    }
    return true
  }
}
