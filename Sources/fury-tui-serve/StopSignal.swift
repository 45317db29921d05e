import FuryStream
import Glibc
import RendererLink
import Siblings

/// Watches for what ends the program: a signal, or the end of standard input where that is a pipe.
final class StopSignal: Sendable {
  private let stopped = Newest<Int32>()

  /// Made before any other thread: threads inherit the blocked signals.
  init() throws {
    let stopped = stopped
    try EndWatch.start(
      name: "stop-signal", watchesInput: LineOutput.isPipe(STDIN_FILENO)
    ) { stopped.publish(0) }
  }

  /// Returns once the program is to end, or the task is cancelled.
  func wait() async { _ = try? await stopped.next(after: 0) }
}
