import FuryStream
import Raster
import SharedMemory

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Measures the noticing of frames on a stream of its own.
struct FramesBenchmark {
  let buffers: Int
  let seconds: Double
  private let size = Self.size
  static let size = PixelSize(width: 1280, height: 720)
  static let framesPerSecond = 30.0

  /// Two frames to be shown in turns.
  static func pictures(_ size: PixelSize) -> [[UInt8]] {
    (0..<2).map {
      SphereScene(count: 60, seed: 3).picture(size: size, degrees: Float($0) * 2).pixels
    }
  }

  func run() throws -> FramesResult {
    let pictures = Self.pictures(size)
    let owner = try StreamOwner(
      .init(
        name: "bench-\(getpid())", maxWidth: size.width, maxHeight: size.height, buffers: buffers))
    defer { owner.close() }
    let watcher = try FrameWatcher(owner.description)
    defer { watcher.stop() }
    let publish = { (index: Int) throws -> ClosedRange<Int64> in
      let start = Clock.monotonicNanoseconds()
      try owner.write(pictures[index % 2], width: size.width, height: size.height)
      return start...Clock.monotonicNanoseconds()
    }
    let active = try phase(
      watcher, interval: 1 / Self.framesPerSecond,
      count: Int(seconds * Self.framesPerSecond), publish)
    let repeated = try phase(watcher, interval: 1 / 60, count: Int(seconds * 60)) { _ in
      try publish(1)
    }
    Clock.sleep(nanoseconds: 1_200_000_000)
    let before = watcher.cost
    Clock.sleep(nanoseconds: Int64(seconds * 1e9))
    let idlePercent = (watcher.cost - before).total / seconds / 10
    let idle = try phase(watcher, interval: 1.1073, count: max(4, Int(seconds * 2)), publish)
    return FramesResult(
      buffers: buffers,
      active: .init(
        corePercent: active.cost.looking / active.elapsed * 100,
        wakingPercent: try WakingBenchmark(interval: LookPace.lively, seconds: seconds).run(),
        delay: Quantiles(active.delays)),
      idle: .init(
        corePercent: idlePercent,
        wakingPercent: try WakingBenchmark(interval: LookPace.idle, seconds: seconds).run(),
        delay: Quantiles(idle.delays)),
      repeatedPercent: repeated.cost.total / repeated.elapsed * 100)
  }

  /// Times in milliseconds.
  private struct Measured {
    var delays: [Double]
    var cost: FrameWatcher.Cost
    var elapsed: Double
  }

  private func phase(
    _ watcher: FrameWatcher, interval: Double, count: Int,
    _ publish: (Int) throws -> ClosedRange<Int64>
  ) throws -> Measured {
    _ = try watcher.takeNoticed()
    let before = watcher.cost
    let begin = Clock.monotonicNanoseconds()
    var published: [ClosedRange<Int64>] = []
    for number in 0..<count {
      Clock.sleep(untilMonotonic: begin + Int64(Double(number) * interval * 1e9))
      published.append(try publish(number))
    }
    Clock.sleep(nanoseconds: 40_000_000)
    let elapsed = Double(Clock.monotonicNanoseconds() - begin) / 1e6
    let noticed = try watcher.takeNoticed()
    let cost = watcher.cost - before
    // The first notice that came after the writing began; with one buffer it may be half a frame.
    let delays = published.compactMap { frame in
      noticed.first { $0 >= frame.lowerBound }.map {
        Double(max(0, $0 - frame.upperBound)) / 1e6
      }
    }
    return Measured(delays: delays, cost: cost, elapsed: elapsed)
  }
}
