import Foundation
import TestSupport

/// `fury-tui` on a terminal made of a pseudo-terminal, without any X server.
final class PlainViewing: Sendable {
  let terminal: FakeTerminal
  let program: ChildProcess
  let modesBefore: TerminalModes
  private let folder: ScratchFolder

  /// Starts `fury-tui` with these arguments on a terminal that answers as `profile` says.
  ///
  /// - Parameters:
  ///   - isRemote: the program is to think that it runs over ssh.
  ///   - writesStatistics: for ``seconds``.
  init(
    _ arguments: [String], on profile: TerminalProfile, prefix: [String] = [],
    isRemote: Bool = false, writesStatistics: Bool = false
  ) throws {
    folder = try ScratchFolder()
    terminal = try FakeTerminal(profile)
    modesBefore = try terminal.line.modes
    // Messages go to a file, apart from what the viewer draws.
    let statistics = writesStatistics ? ["--stats", folder.file("stats")] : []
    let command = prefix + [Program.furyTUI] + arguments + statistics
    program = try ChildProcess(
      "sh", ["-c", "exec \"$@\" 2>\"$0\"", folder.file("messages")] + command,
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor",
        "SSH_CONNECTION": isRemote ? "192.0.2.1 50000 192.0.2.2 22" : nil,
      ],
      terminal: terminal.line.path)
  }

  deinit {
    terminal.close()
  }

  /// What it wrote to standard error: its lines.
  var messages: [String] {
    (folder.text("messages") ?? "").split(separator: "\n").map(String.init)
  }

  /// The seconds that it has counted itself: its lines of statistics.
  var seconds: Int { (folder.text("stats") ?? "").count { $0 == "\n" } }

  /// True where the terminal is as it was before: line settings and private modes.
  var isRestored: Bool {
    get throws {
      try terminal.line.modes == modesBefore && terminal.modes == FakeTerminal.initialModes
    }
  }
}
