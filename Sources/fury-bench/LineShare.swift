import Glibc
import SharedMemory
import Synchronization
import TerminalLab

/// What the line and the terminal at its end take by themselves: the time of bytes that a program
/// which does nothing else pushes through them.
enum LineShare {
  /// Milliseconds from the first write of `picture`, a sixel sequence, until the terminal has it all;
  /// one number a round.
  static func measure(_ picture: [UInt8], rounds: Int) throws -> [Double] {
    let arrival = Atomic64()
    let terminal = try PictureTerminal(
      .xtermWithSixel, columns: ViewerRun.columns, rows: ViewerRun.rows, cell: ViewerRun.cell
    ) { arrival.value.store($0.moment, ordering: .releasing) }
    defer { terminal.close() }
    let descriptor = unsafe open(terminal.line.path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BenchError("the pseudo-terminal cannot be opened") }
    defer { close(descriptor) }
    var settings = termios()
    unsafe tcgetattr(descriptor, &settings)
    unsafe cfmakeraw(&settings)
    unsafe tcsetattr(descriptor, TCSANOW, &settings)
    return try (0..<rounds).map { _ in
      Clock.sleep(nanoseconds: 50_000_000)
      let start = Clock.monotonicNanoseconds()
      RawTerminal.write(picture, to: descriptor)
      while arrival.value.load(ordering: .acquiring) < start {
        guard Clock.monotonicNanoseconds() < start + 5_000_000_000 else {
          throw BenchError("a picture did not come through the pseudo-terminal")
        }
        Clock.sleep(nanoseconds: 20_000)
      }
      return Double(arrival.value.load(ordering: .acquiring) - start) / 1e6
    }
  }
}

/// A number that two threads share.
final class Atomic64: Sendable {
  let value = Atomic<Int64>(0)
}
