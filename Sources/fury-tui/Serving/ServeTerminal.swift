import Glibc
import ServerLink
import Terminal
import TerminalInput
import ViewerCore

/// The terminal while a stream is served: the viewer's chrome around what the server says.
final class ServeTerminal {
  private let device: TerminalDevice
  private let note: LeaveNote
  private let signals: SignalQueue
  private let server: ServerProcess
  private let chrome: Chrome
  private var page: ServePage
  private var parser = InputParser()
  private var output = OutputQueue()
  private var ending: Int32?
  private var complaint: String?

  /// - Parameter makeServer: called once signals are blocked, so that the terminal's are ours.
  init(
    _ stream: String, device: TerminalDevice, note: LeaveNote,
    makeServer: () throws -> ServerProcess
  ) throws {
    self.device = device
    self.note = note
    do throws(TerminalError) {
      signals = try SignalQueue([
        SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT,
      ])
      let size = device.windowSize
      chrome = try Chrome(
        term: EnvironmentSetting.text("TERM") ?? "", rows: size.rows, columns: size.columns)
    } catch {
      throw Failure(error)
    }
    server = try makeServer()
    page = ServePage(stream: SafeText.clean(stream), link: try server.waitForLink())
    // Whoever scrolls back finds it, and so does a script.
    Console.output(page.link.drive ?? page.link.watch)
  }

  /// Shows it until the user quits or the server ends; answers the exit status.
  func run() throws -> Int32 {
    try enter()
    while ending == nil {
      wait()
      while let signal = signals.next() { take(signal) }
      if ending == nil { draw() }
    }
    leave()
    if server.isAtEnd {
      let failure = server.failure(complaint)
      Console.complain(failure.message)
      return failure.status
    }
    server.end()
    return ending ?? 0
  }

  private func enter() throws {
    do {
      try device.makeRaw()
    } catch {
      throw Failure(error)
    }
    note.sequence = TerminalModes.leaveEarly
    output.append(TerminalModes.begin)
    chrome.invalidate()
    draw()
  }

  private func leave() {
    output.removeAll()
    device.leave(TerminalModes.leaveEarly, patience: AttachSession.drainPatience)
    note.sequence = []
  }

  private func wait() {
    var polls = ([device.descriptor, signals.descriptor] + server.descriptors).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    if !output.isEmpty { polls[0].events |= Int16(POLLOUT) }
    guard unsafe poll(&polls, nfds_t(polls.count), -1) > 0 else { return }
    if polls[0].revents & ~Int16(POLLOUT) != 0 { readKeys() }
    server.fill(polls[2...].map { $0.revents != 0 })
    let (lines, complaints) = server.read()
    for line in lines {
      if let statistics = line.statistics { page.statistics = statistics }
      if let notice = line.notice { tell(notice) }
    }
    for text in complaints {
      complaint = text
      tell(text)
    }
    if server.isAtEnd { ending = 0 }
  }

  private func tell(_ text: String) {
    page.notices = page.notices.suffix(50) + [SafeText.clean(text, limit: 300)]
  }

  private func readKeys() {
    guard let bytes = device.read() else {
      ending = 128 + SIGHUP
      return
    }
    for input in parser.next(bytes) {
      switch input.event {
      case .key("q"), .key(KeyEvent("c", .ctrl)): ending = 0
      case .key(KeyEvent("l", .ctrl)): chrome.invalidate()
      case .key(KeyEvent("z", .ctrl)): stop()
      default: break
      }
    }
  }

  private func take(_ signal: Int32) {
    switch signal {
    case SIGWINCH:
      let size = device.windowSize
      chrome.resize(rows: size.rows, columns: size.columns)
    case SIGTSTP: stop()
    case SIGCONT: try? enter()
    default: ending = 128 + signal
    }
  }

  /// Gives the terminal back while this is stopped; the server goes on.
  private func stop() {
    leave()
    kill(getpid(), SIGSTOP)
  }

  private func draw() {
    let size = device.windowSize
    output.append(chrome.draw(page.screen(rows: size.rows, columns: size.columns)))
    var closed = false
    _ = output.writeChunk(to: device.descriptor, closed: &closed)
    if closed { ending = ending ?? 128 + SIGHUP }
  }
}
