import FuryStream
import Raster

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Compares the reader's copy of a frame with `memcpy` between two arrays, in turns.
struct CopyBenchmark {
  /// Medians of the calling thread's processor time, in milliseconds.
  func run() throws -> (reader: Double, memcpy: Double) {
    let size = FramesBenchmark.size
    let pictures = FramesBenchmark.pictures(size)
    let owner = try StreamOwner(.init(name: nil, maxWidth: size.width, maxHeight: size.height))
    defer { owner.close() }
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    var target = [UInt8](repeating: 0, count: pictures[0].count)
    var times: (reader: [Double], memcpy: [Double]) = ([], [])
    for round in 0..<60 {
      let picture = pictures[round % 2]
      try owner.write(picture, width: size.width, height: size.height)
      var start = ProcessClock.threadMilliseconds
      guard case .new = try reader.poll(into: &frame) else {
        throw BenchError("a frame was not noticed")
      }
      times.reader.append(ProcessClock.threadMilliseconds - start)
      start = ProcessClock.threadMilliseconds
      unsafe target.withUnsafeMutableBytes { target in
        unsafe picture.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
      }
      times.memcpy.append(ProcessClock.threadMilliseconds - start)
    }
    guard target == pictures[1] else { throw BenchError("memcpy was not done") }
    return (Quantiles(times.reader).p50, Quantiles(times.memcpy).p50)
  }
}
