import Foundation
import TerminalLab
import TestSupport
import Testing

/// A terminal far away: its answers come when the viewer has left.
@Suite(.serialized) struct LateAnswerTests {
  /// Whatever is left would be typed into the user's shell.
  @Test(arguments: [100, 250, 500]) func nothingIsLeftForTheShell(
    _ millisecondsEachWay: Int
  ) async throws {
    let scene = try PlayedScene()
    defer { scene.close() }
    scene.play(every: 30, isMoving: true)
    let folder = try ScratchFolder()
    let terminal = try PictureTerminal(
      .xtermWithSixel, columns: 80, rows: 30, cell: (8, 16),
      link: .init(bytesPerSecond: 3_000_000, delay: Int64(millisecondsEachWay) * 1_000_000)
    ) { _ in }
    defer { terminal.close() }
    // A shell, which finds what nobody has read.
    let script = """
      "$@"; echo $? >"$0.status"; sleep \(Double(millisecondsEachWay) / 250)
      stty -icanon min 0 time 0; dd bs=256 count=1 of="$0" 2>/dev/null
      """
    let left = folder.file("left")
    let shell = try ChildProcess(
      "sh", ["-c", script, left, Program.furyTUI, "attach", scene.name],
      environment: ["TERM": "xterm-256color", "TMUX": nil], terminal: terminal.line.path)
    try await eventually("three pictures") { terminal.pictures >= 3 }
    terminal.type("q")
    #expect(try await shell.waitForExit() == .exited(0))
    #expect(folder.text("left.status") == "0\n")
    #expect(folder.text("left") == "")
  }
}
