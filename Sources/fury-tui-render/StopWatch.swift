import CSystem
import Glibc
import RendererLink
import SceneRenderer
import SharedMemory
import Synchronization

/// Watches for what ends the program: a signal, or the end of standard input where that is a pipe.
///
/// A thread of its own, because reading a file can take a minute during which the main thread
/// cannot look.
final class StopWatch: Sendable {
  /// Wakes the main thread once the program is to end.
  let wakeUp: WakeUp
  private let state = Mutex(State())
  private let stopping = Atomic<Bool>(false)

  private struct State: Sendable {
    var isLoading = true
    var segments: [String] = []
  }

  /// True once the program is to end.
  var isStopping: Bool { stopping.load(ordering: .acquiring) }

  /// Made before any other thread: threads inherit the blocked signals.
  init() throws {
    wakeUp = try WakeUp()
    let signals = [SIGINT, SIGTERM, SIGHUP]
    let descriptor = unsafe fury_signal_descriptor(signals, Int32(signals.count))
    _ = try SystemThread(name: "stop-watch") { [weak self] in
      var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
      if LineOutput.isPipe(STDIN_FILENO) {
        watched.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
      }
      while Self.hasNotEnded(&watched) {}
      self?.stop()
    }
  }

  /// While loading, the program ends in the middle of it, after removing these segments.
  func onStop(remove segments: [String]) { state.withLock { $0.segments = segments } }

  /// From now on the main thread ends the program.
  func finishLoading() { state.withLock { $0.isLoading = false } }

  private func stop() {
    state.withLock { state in
      guard state.isLoading else { return }
      for name in state.segments { SharedSegment.unlink(named: name) }
      // VTK is in the middle of something: no destructors.
      _exit(1)
    }
    stopping.store(true, ordering: .releasing)
    wakeUp.signal()
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
