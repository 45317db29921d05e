import ArgumentParser
import CSystem
import FuryStream
import Glibc
import ServerLink
import Siblings
import Terminal
import ViewerCore

/// `fury-tui serve`: a stream for browsers, served by a process of its own.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a live stream to browsers, which can drive it.",
    discussion:
      "Prints a link and runs until it is stopped. Only whoever has the link gets in. Through ssh, forward the port (ssh -L) and open the same link."
  )

  @OptionGroup var options: StreamOptions

  @OptionGroup(title: "Serving") var serving: ServerOptions

  func run() throws {
    let stream = try StreamChoice.find(options.selector)
    let words = serving.arguments + names(of: stream)
    guard isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1 else { return try plainly(words) }
    try onTerminal(stream, words)
  }

  /// The stream that was found or chosen, so that the server finds the same.
  private func names(of stream: StreamDescription) -> [String] {
    guard options.images == nil else { return options.arguments }
    if case .named(let info) = stream.info { return ["--", info] }
    return stream.pid.map { ["--", "\($0)"] } ?? options.arguments
  }

  /// Standard output is no terminal: the link and nothing else, complaints to standard error.
  private func plainly(_ words: [String]) throws {
    let server = try ServerProcess(words)
    fury_forward_signals(server.pid)
    let link = try server.waitForLink()
    Console.output(link.drive ?? link.watch)
    if link.drive != nil { Console.output(link.watch) }
    if let qr = link.qr { Console.output(QRText.lines(qr).joined(separator: "\n")) }
    var complaint: String?
    while !server.isAtEnd {
      server.wait()
      let (lines, complaints) = server.read()
      for notice in lines.compactMap(\.notice) {
        Console.complain(SafeText.clean(notice, limit: 300))
      }
      complaint = complaints.last ?? complaint
    }
    if case .exited(0) = server.end() { return }
    throw server.failure(complaint)
  }

  private func onTerminal(_ stream: StreamDescription, _ words: [String]) throws {
    do {
      let device = try TerminalDevice()
      let note = try LeaveNote()
      switch try Supervisor.run(device, note: note, patience: AttachSession.drainPatience) {
      case .viewer: Glibc.exit(show(stream, words, device, note))
      case .finished(.exited(let status)): Glibc.exit(status)
      case .finished(.killed(let signal)):
        throw Failure(
          "fury-tui was killed by \(AttachSession.name(signal)); the terminal was restored",
          status: 128 + signal)
      }
    } catch let error as TerminalError {
      throw Failure(error)
    }
  }

  private func show(
    _ stream: StreamDescription, _ words: [String], _ device: TerminalDevice, _ note: LeaveNote
  ) -> Int32 {
    do {
      let terminal = try ServeTerminal(stream.name, device: device, note: note) {
        try ServerProcess(words)
      }
      return try terminal.run()
    } catch let failure as Failure {
      Console.complain(failure.message)
      return failure.status
    } catch {
      Console.complain("\(error)")
      return Failure.general
    }
  }
}
