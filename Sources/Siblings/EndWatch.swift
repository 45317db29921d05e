internal import CSystem
internal import Glibc
public import SharedMemory

/// What ends a program that another one has started: a signal, or the end of standard input.
public enum EndWatch {
  /// Calls `body` once, on a thread of its own, when SIGINT, SIGTERM or SIGHUP comes or, with
  /// `watchesInput`, when standard input ends.
  ///
  /// To be called before there is any other thread: threads inherit the blocked signals. Throws when
  /// the system has no room for another thread.
  public static func start(
    name: String, watchesInput: Bool, _ body: @escaping @Sendable () -> Void
  ) throws(SharedMemoryError) {
    let signals = [SIGINT, SIGTERM, SIGHUP]
    let descriptor = unsafe fury_signal_descriptor(signals, Int32(signals.count))
    _ = try SystemThread(name: name) {
      var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
      if watchesInput {
        watched.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
      }
      while hasNotEnded(&watched) {}
      body()
    }
  }

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
