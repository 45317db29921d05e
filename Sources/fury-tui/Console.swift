import Glibc
import RendererLink

/// Standard output and standard error, by descriptor: nothing is buffered where a crash could lose
/// it.
enum Console {
  /// Data, with a line end.
  static func output(_ text: String) { _ = writeAll(Array((text + "\n").utf8), to: STDOUT_FILENO) }

  /// A message, with a line end. What it quotes cannot move the cursor.
  static func error(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let plain = lines.map { LineOutput.plain(String($0)) }.joined(separator: "\n")
    _ = writeAll(Array((plain + "\n").utf8), to: STDERR_FILENO)
  }

  /// What went wrong, under the program's name.
  static func complain(_ text: String) { error("fury-tui: \(text)") }

  /// Replaces the line of progress on standard error, where that is a terminal; nil ends it.
  static func progress(_ text: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    _ = writeAll(Array("\r\u{1b}[K\(text ?? "")".utf8), to: STDERR_FILENO)
  }

  /// Writes all of `bytes`; false where the descriptor takes no more.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let n = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if n > 0 {
        rest = rest.dropFirst(n)
      } else if n < 0, errno == EINTR {
        continue
      } else if n < 0, errno == EAGAIN {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe Glibc.poll(&poll, 1, 1000)
      } else {
        return false
      }
    }
    return true
  }
}
