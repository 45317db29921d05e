internal import Glibc
internal import ServerLink
internal import SharedMemory
internal import Siblings
internal import Synchronization

/// `fury-tui-serve` as a child whose pipes are read, so that it never has to wait for anybody.
final class WidgetServer: Sendable {
  private static let patience = 5000

  let link: ServerLine.Link
  private let process: Mutex<Subprocess>
  private let ended = Atomic<Bool>(false)
  private let thread = Mutex<SystemThread?>(nil)

  /// Starts it and waits until it has answered a request.
  init(_ words: [String]) throws {
    let started = try Subprocess(Sibling.path(of: "fury-tui-serve"), words)
    var lines = LineReader(started.output)
    var found: ServerLine.Link?
    while found == nil, !lines.isAtEnd {
      var wanted = pollfd(fd: started.output, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&wanted, 1, 30_000) > 0 || errno == EINTR else { break }
      lines.fill()
      while let line = lines.next() { found = found ?? ServerLine(json: line)?.link }
    }
    guard let link = found, HealthCheck.passes(link) else {
      _ = started.end(patience: Self.patience)
      let said = LineReader.readAll(started.errors, milliseconds: 200).text
      throw SiblingError(said.isEmpty ? "fury-tui-serve does not answer" : said)
    }
    self.link = link
    let (output, errors) = (started.output, started.errors)
    process = Mutex(started)
    let reading = try SystemThread(name: "widget-server") { [weak self] in
      Self.drain(output, errors)
      self?.ended.store(true, ordering: .releasing)
    }
    thread.withLock { $0 = reading }
  }

  /// It has not ended.
  var isRunning: Bool { !ended.load(ordering: .acquiring) }

  /// Asks it to end and waits until it has.
  func stop() {
    process.withLock { $0.closeInput() }
    thread.withLock { $0 }?.join()
    _ = process.withLock { $0.end(patience: Self.patience) }
  }

  /// Reads both pipes until they end.
  private static func drain(_ output: Int32, _ errors: Int32) {
    var readers = [LineReader(output), LineReader(errors)]
    while readers.contains(where: { !$0.isAtEnd }) {
      var wanted = readers.map {
        pollfd(fd: $0.isAtEnd ? -1 : $0.descriptor, events: Int16(POLLIN), revents: 0)
      }
      guard unsafe poll(&wanted, 2, -1) > 0 || errno == EINTR else { return }
      for index in readers.indices where wanted[index].revents != 0 {
        readers[index].fill()
        while readers[index].next() != nil {}
      }
    }
  }
}
