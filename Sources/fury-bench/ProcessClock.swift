#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The processor time that this process has used, all threads together.
enum ProcessClock {
  /// Milliseconds since the process began (`clock_gettime(CLOCK_PROCESS_CPUTIME_ID)`).
  static var milliseconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}
