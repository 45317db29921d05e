internal import Raster
private import Synchronization

/// Encodes the bands of pictures, on two threads where they are to be had.
final class PictureEncoder {
  /// What one thread works with.
  private final class Worker {
    var band = BandEncoder()
    var isComplete = true
  }

  private final class Slice {
    var output = SixelOutput()
    var used = RegisterSet()
    var isReady = false
  }

  /// Calls a closure so many times, with 0 and the numbers that follow, at once where it can;
  /// returns after the last.
  var concurrently: (@Sendable (_ count: Int, _ body: (Int) -> Void) -> Void)?

  private let workers = [Worker(), Worker()]
  private var slices: [Slice] = []
  private var piece: [UInt8] = []

  /// Encodes a picture of `size` into a whole sequence, which `take` gets in pieces, a slice each, in
  /// order and as soon as it is ready; registers are defined in front of the slice that uses them first.
  ///
  /// Its bands come from `fill`: it puts rows, counted from the picture's first, into a band encoder's
  /// columns, or says false, and the whole ends with false, somewhere in the sequence. `first` is called
  /// before, for the rows of several bands at a time, from the top to the bottom.
  ///
  /// All are called from several threads, `first` and `take` from one at a time.
  func encode(
    _ size: PixelSize, palette: [GridColor], first: (Range<Int>) -> Void = { _ in },
    fill: (inout BandEncoder, Range<Int>) -> Bool, take: (borrowing Span<UInt8>) -> Void
  ) -> Bool {
    let queue = SliceQueue(height: size.height)
    while slices.count < queue.count { slices.append(Slice()) }
    for number in 0..<queue.count { slices[number].isReady = false }
    for worker in workers { worker.isComplete = true }
    let handedOn = Mutex((count: 0, known: RegisterSet()))
    func handOn(_ number: Int) {
      handedOn.withLock { handedOn in
        slices[number].isReady = true
        while handedOn.count < queue.count, slices[handedOn.count].isReady {
          let slice = slices[handedOn.count]
          piece.removeAll(keepingCapacity: true)
          if handedOn.count == 0 { piece += SixelHeader.start(size) }
          piece += SixelHeader.definitions(palette, used: slice.used, known: &handedOn.known)
          slice.output.append(to: &piece)
          handedOn.count += 1
          if handedOn.count == queue.count { piece += SixelHeader.end }
          take(piece.span)
        }
      }
    }
    func work(_ number: Int) {
      let worker = workers[number]
      while let (number, rows) = queue.take(first) {
        worker.band.start(width: size.width)
        if Self.encode(rows, worker, to: slices[number], fill: fill) {
          handOn(number)
        } else {
          worker.isComplete = false
          queue.drop()
        }
      }
    }
    if let concurrently, queue.count > 1 { concurrently(workers.count, work) } else { work(0) }
    return workers.allSatisfy(\.isComplete)
  }

  private static func encode(
    _ rows: Range<Int>, _ worker: Worker, to slice: Slice,
    fill: (inout BandEncoder, Range<Int>) -> Bool
  ) -> Bool {
    slice.output.clear()
    for top in stride(from: rows.lowerBound, to: rows.upperBound, by: 6) {
      if top > 0 { slice.output.newBand() }
      let band = top..<min(rows.upperBound, top + 6)
      guard fill(&worker.band, band) else { return false }
      worker.band.encode(rows: band.count, to: &slice.output)
    }
    slice.used = worker.band.used
    return true
  }
}
