import Glibc
import RendererLink
import Siblings
import ViewerCore

/// What a renderer's lines tell that a person should know.
struct NoticeReader: Sendable {
  private var lines: LineReader
  /// Read already, and told nobody yet.
  private var waiting: [String]

  init(_ lines: LineReader, waiting: [String] = []) {
    self.lines = lines
    self.waiting = waiting
  }

  /// The notice in a line, fit for the screen; nil where there is none.
  static func notice(in line: String) -> String? {
    RendererLine(json: line)?.notice.map { SafeText.clean($0, limit: 200) }
  }

  /// Calls `tell` with each notice until there are no more lines; for a thread of its own.
  mutating func follow(_ tell: (String) -> Void) {
    while true {
      while let line = lines.next() { Self.notice(in: line).map { waiting.append($0) } }
      waiting.forEach(tell)
      waiting.removeAll()
      if lines.isAtEnd { return }
      var wanted = pollfd(fd: lines.descriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&wanted, 1, -1) > 0 { lines.fill() }
    }
  }
}
