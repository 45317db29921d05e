#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The processor time that this process has used.
enum ProcessClock {
  /// Milliseconds since the process began, all threads together.
  static var milliseconds: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// Milliseconds since the calling thread began.
  static var threadMilliseconds: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    guard unsafe clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}
