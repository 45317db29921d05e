import ArgumentParser
import FuryStream
import Glibc
import RendererLink
import ServerLink
import SharedMemory
import StreamServer

/// `fury-tui-serve`: shows a stream to browsers. `fury-tui` starts it; it links the HTTP server and
/// the video encoders so that `fury-tui` need not.
@main
struct ServeProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fury-tui-serve",
    abstract: "Show a live stream to browsers, for fury-tui to supervise.",
    discussion: """
      Writes JSON lines to standard output, the links first, and runs until its standard input, \
      where that is a pipe, reaches its end, until it is stopped, or until the stream ends.
      """,
    version: RendererVersion.text)

  @OptionGroup var stream: StreamOptions
  @OptionGroup var options: ServerOptions

  func run() async throws {
    let stop = try Self.stop.get()
    let output = LineOutput()
    let feed = try FrameFeed(try StreamDiscovery.resolve(stream.selector))
    defer { feed.stop() }
    var serving = StreamServer.Options()
    serving.host = options.host
    serving.port = options.port
    serving.quality = options.quality
    serving.millisecondsPerJPEG = options.msJpeg
    serving.folder = options.folder
    serving.viewOnly = options.viewOnly
    serving.justMJPEG = options.encoding == .mjpeg
    let notify: @Sendable (String) -> Void = { output.write(ServerLine.notice($0).json) }
    let offers = Offers(feed, isWanted: !options.noWebrtc, log: notify)
    let server = try StreamServer(feed, options: serving, offers: offers.relay, log: notify)
    let link = ServerLine.Link(
      version: RendererVersion.text, drive: server.driveLink, watch: server.watchLink,
      port: server.port,
      qr: options.qr ? QRCode.rows(of: server.driveLink ?? server.watchLink) : nil)
    output.write(ServerLine.link(link).json)
    if let notice = offers.notice { notify(notice) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run { output.write(ServerLine.statistics($0).json) } }
      group.addTask { await stop.wait() }
      try await group.next()
      group.cancelAll()
      // The server has to have let go of everything.
      try await group.waitForAll()
    }
  }

  /// Made before any other thread, see there.
  private static let stop = Result { try StopSignal() }

  /// Not asynchronous itself: the threads of tasks must be children of one that has blocked the
  /// signals, the main thread.
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // Swift's own crash handler would talk to the user on a screen that shows something else.
    for crash in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { signal(crash, SIG_DFL) }
    _ = stop
    Task.detached {
      await parseAndRun()
      Glibc.exit(0)
    }
    while true { pause() }
  }

  private static func parseAndRun() async {
    do {
      var command = try parseAsRoot()
      if let serve = command as? ServeProgram {
        try await serve.run()
      } else {
        try command.run()
      }
    } catch let error as StreamError {
      complain(error.description, status: error.exitStatus)
    } catch let error as ServerError {
      complain(error.description, status: 1)
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { Self.exit(withError: error) }
      LineOutput.error(fullMessage(for: error))
      Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }

  private static func complain(_ text: String, status: Int32) -> Never {
    LineOutput.error("fury-tui-serve: \(text)")
    Glibc.exit(status)
  }
}
