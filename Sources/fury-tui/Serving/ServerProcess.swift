import Glibc
import RendererLink
import ServerLink
import Siblings
import ViewerCore

/// `fury-tui-serve` as a process of this one: started, listened to, ended.
final class ServerProcess {
  static let program = "fury-tui-serve"
  private let process: Subprocess
  private var lines: LineReader
  private var complaints: LineReader

  /// Starts it with these words of a command line.
  init(_ arguments: [String]) throws {
    process = try Subprocess(Sibling.path(of: Self.program), arguments)
    lines = LineReader(process.output)
    complaints = LineReader(process.errors)
  }

  var pid: pid_t { process.pid }

  /// What to wait for before ``read()``.
  var descriptors: [Int32] { [lines, complaints].map { $0.isAtEnd ? -1 : $0.descriptor } }

  /// It has nothing more to say.
  var isAtEnd: Bool { lines.isAtEnd && complaints.isAtEnd }

  /// Waits for its links. Fails with its own words and status where it ends before.
  func waitForLink() throws -> ServerLine.Link {
    while true {
      wait()
      let (said, complaints) = read()
      if let complaint = complaints.first { throw failure(complaint) }
      if let link = said.lazy.compactMap(\.link).first {
        guard link.version == RendererVersion.text else {
          end()
          throw Failure(
            "\(Self.program) is version \(SafeText.clean(link.version, limit: 20)), this is "
              + "\(RendererVersion.text): install both from one build")
        }
        return link
      }
      if isAtEnd { throw failure(nil) }
    }
  }

  /// Waits until it says something.
  func wait() {
    var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    _ = unsafe poll(&polls, 2, -1)
    fill(polls.map { $0.revents != 0 })
  }

  /// Reads from those of ``descriptors`` that are ready.
  func fill(_ ready: [Bool]) {
    if ready[0] { lines.fill() }
    if ready[1] { complaints.fill() }
  }

  /// What it has said: lines, and what it complained of.
  func read() -> (lines: [ServerLine], complaints: [String]) {
    var said: [ServerLine] = []
    var complaints: [String] = []
    while let text = lines.next() { if let line = ServerLine(json: text) { said.append(line) } }
    while let text = self.complaints.next() { complaints.append(Self.plain(text)) }
    return (said, complaints)
  }

  /// Asks it to end and waits until it has.
  @discardableResult
  func end() -> Subprocess.Ending { process.end(patience: 5000) }

  /// Why it has ended.
  func failure(_ complaint: String?) -> Failure {
    switch process.wait() {
    case .killed(let signal):
      Failure("the server was killed by \(AttachSession.name(signal))")
    case .exited(let status):
      Failure(
        complaint ?? "the server ended with status \(status)",
        status: status == 0 ? Failure.general : status)
    }
  }

  private static func plain(_ line: String) -> String {
    let prefix = program + ": "
    return SafeText.clean(
      line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : line, limit: 400)
  }
}
