import CSystem
import Glibc

/// Lets one thread sleep without using the processor until another wakes it; an eventfd.
public final class WakeUp: Sendable {
  /// Readable while a signal waits; for threads that wait for more than this.
  public let descriptor: Int32

  /// Throws when no descriptor is free.
  public init() throws(SharedMemoryError) {
    descriptor = fury_eventfd()
    guard descriptor >= 0 else {
      throw .system(call: "eventfd", subject: "a wake-up", code: errno)
    }
  }

  deinit { close(descriptor) }

  /// Wakes the waiting thread, or lets its next wait return at once.
  public func signal() {
    var one: UInt64 = 1
    _ = unsafe write(descriptor, &one, 8)
  }

  /// Waits for ``signal()`` or until `nanoseconds` have passed (nil: for ever).
  public func wait(nanoseconds: Int64?) {
    guard fury_wait_readable(descriptor, nanoseconds ?? -1) == 1 else { return }
    var count: UInt64 = 0
    _ = unsafe read(descriptor, &count, 8)
  }
}
