import Glibc
import RendererLink
import SharedMemory
import Siblings
import ViewerCore

/// `fury-tui-render` as a process of this one: started, listened to, ended.
final class RendererProcess {
  static let program = "fury-tui-render"
  private let process: Subprocess
  private var lines: LineReader
  private var complaints: LineReader
  private var stream: RendererLine.Stream?
  /// What it has told so far that a person should know, and that nobody was told yet.
  private var notices: [String] = []
  private var isProgressShown = false

  /// Starts it with these words of a command line.
  init(_ arguments: [String]) throws {
    process = try Subprocess(Sibling.path(of: Self.program), arguments)
    lines = LineReader(process.output)
    complaints = LineReader(process.errors)
  }

  var pid: pid_t { process.pid }

  /// Waits for the first frame and answers what the stream is called.
  ///
  /// Fails with the renderer's own words and status where it ends before, and where its version is
  /// another one.
  func waitUntilReady() throws -> RendererLine.Stream {
    defer { if isProgressShown { Console.progress(nil) } }
    var text: [String] = []
    while true {
      wait()
      while let complaint = complaints.next() { text.append(complaint) }
      while let words = lines.next() {
        guard let line = RendererLine(json: words) else { continue }
        if let hello = line.stream {
          try check(hello)
          stream = hello
        }
        if let loading = line.loading { show(loading) }
        if let notice = NoticeReader.notice(in: words) { notices.append(notice) }
        if line.ready != nil, let stream { return stream }
      }
      if lines.isAtEnd, complaints.isAtEnd { throw failure(text) }
    }
  }

  /// Its notices, those before this call included. After it nothing else may read its output.
  var noticeReader: NoticeReader { NoticeReader(lines, waiting: notices) }

  /// Passes on what it says on standard error, and its notices, until it ends; answers its exit
  /// status.
  func run() -> Int32 {
    while !lines.isAtEnd || !complaints.isAtEnd {
      while let line = lines.next() { NoticeReader.notice(in: line).map { notices.append($0) } }
      notices.forEach(Console.complain)
      notices.removeAll()
      wait()
      while let complaint = complaints.next() { Console.complain(Self.plain(complaint)) }
    }
    switch process.wait() {
    case .exited(let status): return status
    case .killed(let signal):
      removeRemains()
      Console.complain(Self.killed(by: signal))
      return 128 + signal
    }
  }

  /// Asks it to end. Where it had ended already by itself, says why.
  func end() {
    let ending = process.end(patience: 5000)
    let (text, _) = LineReader.readAll(process.errors, milliseconds: 200)
    for line in text.split(separator: "\n").prefix(5) {
      Console.complain(Self.plain(String(line)))
    }
    if case .killed(let signal) = ending {
      removeRemains()
      Console.complain(Self.killed(by: signal))
    }
  }

  private func wait() {
    var polls = [lines, complaints].map {
      pollfd(fd: $0.isAtEnd ? -1 : $0.descriptor, events: Int16(POLLIN), revents: 0)
    }
    guard unsafe poll(&polls, 2, -1) > 0 else { return }
    if polls[0].revents != 0 { lines.fill() }
    if polls[1].revents != 0 { complaints.fill() }
  }

  private func check(_ stream: RendererLine.Stream) throws {
    guard stream.version != RendererVersion.text else { return }
    _ = process.end(patience: 5000)
    throw Failure(
      "\(Self.program) is version \(SafeText.clean(stream.version, limit: 20)), this is "
        + "\(RendererVersion.text): install both from one build")
  }

  private func show(_ loading: RendererLine.Loading) {
    let percent = Int(min(max(loading.fraction, 0), 1) * 100)
    isProgressShown = true
    // The line must not wrap; of a long path the end tells which file it is.
    let name = loading.file.split(separator: "/").last.map(String.init) ?? loading.file
    Console.progress("reading \(SafeText.clean(name, limit: 50)) \(percent) %")
  }

  private func failure(_ text: [String]) -> Failure {
    switch process.wait() {
    case .killed(let signal):
      removeRemains()
      return Failure(Self.killed(by: signal))
    case .exited(let status):
      let reason = text.first { !$0.isEmpty } ?? "the renderer ended with status \(status)"
      return Failure(Self.plain(reason), status: status == 0 ? Failure.general : status)
    }
  }

  /// A renderer that was killed could not remove its stream's names.
  private func removeRemains() {
    guard let stream else { return }
    let names =
      stream.images + [stream.info, stream.queue, stream.headTail, stream.ext].compactMap(\.self)
    for name in names { SharedSegment.unlink(named: name) }
  }

  /// Its words without what it calls itself.
  private static func plain(_ line: String) -> String {
    for prefix in [program + ": ", "Error: "] where line.hasPrefix(prefix) {
      return SafeText.clean(String(line.dropFirst(prefix.count)), limit: 400)
    }
    return SafeText.clean(line, limit: 400)
  }

  private static func killed(by signal: Int32) -> String {
    "the renderer was killed by \(AttachSession.name(signal))"
  }
}
