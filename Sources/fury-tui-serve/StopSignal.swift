import CSystem
import FuryStream
import Glibc
import RendererLink
import SharedMemory

/// Watches for what ends the program: a signal, or the end of standard input where that is a pipe.
final class StopSignal: Sendable {
  private let stopped = Newest<Int32>()

  /// Made before any other thread: threads inherit the blocked signals.
  init() throws {
    let signals = [SIGINT, SIGTERM, SIGHUP]
    let descriptor = unsafe fury_signal_descriptor(signals, Int32(signals.count))
    let stopped = stopped
    _ = try SystemThread(name: "stop-signal") {
      var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
      if LineOutput.isPipe(STDIN_FILENO) {
        watched.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
      }
      while Self.hasNotEnded(&watched) {}
      stopped.publish(0)
    }
  }

  /// Returns once the program is to end, or the task is cancelled.
  func wait() async { _ = try? await stopped.next(after: 0) }

  private static func hasNotEnded(_ watched: inout [pollfd]) -> Bool {
    guard unsafe poll(&watched, nfds_t(watched.count), -1) > 0 else { return errno == EINTR }
    if watched[0].revents != 0 { return false }
    guard watched.count > 1, watched[1].revents != 0 else { return true }
    // Nothing is said on standard input; bytes are passed over.
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe read(STDIN_FILENO, &bytes, bytes.count)
    return count > 0 || (count < 0 && errno == EINTR)
  }
}
