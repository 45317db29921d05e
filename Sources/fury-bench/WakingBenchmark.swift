import SharedMemory
import Synchronization

/// What a thread costs that only wakes up: the floor below everything that looks at intervals.
struct WakingBenchmark {
  /// Nanoseconds.
  let interval: Int64
  let seconds: Double

  /// Percent of a core.
  func run() throws -> Double {
    let parker = ThreadParker()
    let spent = Mutex(0.0)
    let end = Clock.monotonicNanoseconds() + Int64(seconds * 1e9)
    let thread = try SystemThread(name: "waking") {
      let start = ProcessClock.threadMilliseconds
      while Clock.monotonicNanoseconds() < end { parker.park(nanoseconds: interval) }
      spent.withLock { $0 = ProcessClock.threadMilliseconds - start }
    }
    thread.join()
    return spent.withLock { $0 } / seconds / 10
  }
}
