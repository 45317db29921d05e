import Glibc
import RendererLink
import SceneRenderer
import SharedMemory
import Siblings
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
    try EndWatch.start(
      name: "stop-watch", watchesInput: LineOutput.isPipe(STDIN_FILENO)
    ) { [weak self] in self?.stop() }
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
}
