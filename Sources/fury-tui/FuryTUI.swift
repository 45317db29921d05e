import ArgumentParser
import Glibc
import RendererLink
import Siblings

/// The program: a command a user types, each in a file of its own.
@main
struct FuryTUI: ParsableCommand {
  static let version = RendererVersion.text

  static let configuration = CommandConfiguration(
    commandName: "fury-tui",
    abstract: "See a live 3D scene in the terminal and drive it.",
    discussion: """
      A STREAM is the name of any of its segments (psm_1b1df4d3), the producer's process id, or nothing for the only \
      live one.

      Exit status: 0 done, 1 failed, 2 wrong usage, 3 no such stream, 4 the stream ended or its memory is not valid, \
      5 the terminal cannot do what was asked.
      """,
    version: version,
    subcommands: [
      AttachCommand.self, ListCommand.self, ViewCommand.self, DemoCommand.self,
      RenderCommand.self, ServeCommand.self, SnapshotCommand.self, ReplayCommand.self,
    ])

  static func main() {
    // A reader of our output that goes away is a failed write, not a silent death in the middle of
    // a screen.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Console.complain(failure.message)
      Glibc.exit(failure.status)
    } catch let error as SiblingError {
      Console.complain(error.description)
      Glibc.exit(Failure.general)
    } catch {
      let code = exitCode(for: error)
      guard code != .success, !(error is ExitCode) else { Self.exit(withError: error) }
      Console.error(fullMessage(for: error))
      // swift-argument-parser says 64 for wrong usage.
      Glibc.exit(code == .validationFailure ? Failure.usage : code.rawValue)
    }
  }
}
