import CSystem
import Glibc

/// Wakes a thread that waits in `poll` (eventfd).
public final class WakeUp: Sendable {
  public let descriptor: Int32

  public init() throws(TerminalError) {
    descriptor = fury_event_descriptor()
    guard descriptor >= 0 else { throw .system(call: "eventfd", errno: errno) }
  }

  deinit { close(descriptor) }

  /// Makes the descriptor readable. From any thread.
  public func signal() {
    var one: UInt64 = 1
    _ = unsafe write(descriptor, &one, 8)
  }

  /// Makes the descriptor unreadable again.
  public func clear() {
    var count: UInt64 = 0
    _ = unsafe read(descriptor, &count, 8)
  }

  /// Waits until it is signalled, or `milliseconds` have passed, and clears it.
  public func wait(milliseconds: Int32) {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if unsafe Glibc.poll(&poll, 1, milliseconds) > 0 { clear() }
  }
}
