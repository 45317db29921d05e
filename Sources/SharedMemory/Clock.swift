import CSystem
import Glibc

/// The two clocks of this project, read in one place.
public enum Clock {
  /// CLOCK_MONOTONIC in nanoseconds; for intervals, never set back.
  public static func monotonicNanoseconds() -> Int64 {
    read(CLOCK_MONOTONIC)
  }

  /// CLOCK_REALTIME in milliseconds since the Unix epoch, with fractions; for time stamps.
  public static func wallMilliseconds() -> Double {
    Double(read(CLOCK_REALTIME)) / 1_000_000
  }

  /// Sleeps until ``monotonicNanoseconds()`` has reached `deadline`; signals do not cut it short.
  public static func sleep(untilMonotonic deadline: Int64) {
    fury_sleep_until(deadline)
  }

  /// Sleeps for `nanoseconds`.
  public static func sleep(nanoseconds: Int64) {
    sleep(untilMonotonic: monotonicNanoseconds() + nanoseconds)
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
