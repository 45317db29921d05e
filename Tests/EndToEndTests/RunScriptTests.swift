import Foundation
import Glibc
import TestSupport
import Testing

/// `make run`, once everything is installed and built: scripts/run.sh on a terminal.
@Suite(.serialized)
struct RunScriptTests {
  /// How a person leaves.
  enum Leaving: String, CaseIterable, Sendable {
    case keyQ, terminate, hangUp, killed
  }

  @Test(arguments: Leaving.allCases)
  func theSceneEndsWithTheViewer(_ leaving: Leaving) async throws {
    let terminal = try FakeTerminal(.xtermWithSixel)
    defer { terminal.close() }
    let before = try terminal.line.modes
    let script = try ChildProcess(
      PackageRoot.path + "/scripts/run.sh",
      [Program.furyTUI, "surface", "--size", "320x240", "--", "--max-fps", "10"],
      environment: ["FURY_TUI_PYTHON": PackageRoot.python, "TERM": "xterm-256color"],
      terminal: terminal.line.path)
    try await eventually("a picture is drawn", within: .seconds(120)) {
      if let status = script.status { throw TestFailure("\(status): \(terminal.writtenText)") }
      return terminal.pictures > 0
    }
    let names = try sceneNames(in: terminal.writtenText)
    #expect(ProcessTree.isRunning(names.pid))

    switch leaving {
    case .keyQ: terminal.type("q")
    case .terminate: script.signal(SIGTERM)
    case .hangUp: kill(-script.pid, SIGHUP)
    case .killed: script.signal(SIGKILL)
    }
    let status = try await script.waitForExit()
    switch leaving {
    case .keyQ: #expect(status == .exited(0))
    case .terminate: #expect(status == .exited(143))
    case .hangUp: #expect(status == .exited(129))
    case .killed: #expect(status == .signalled(SIGKILL))
    }
    try await eventually("the scene has ended") { !ProcessTree.isRunning(names.pid) }
    try await eventually("its memory is gone") {
      names.all.allSatisfy { unsafe access("/dev/shm/" + $0, F_OK) != 0 }
    }
    // The script leads the session here: the kernel hangs its terminal up when it is killed.
    if leaving == .killed { return }
    try await eventually("the terminal is as it was") {
      try terminal.line.modes == before && terminal.modes == FakeTerminal.initialModes
    }
  }

  /// The scene's JSON line, which the script shows.
  private func sceneNames(in text: String) throws -> FuryScene.Names {
    let start = try #require(text.firstIndex(of: "{"))
    let end = try #require(text[start...].firstIndex(of: "}"))
    return try JSONDecoder().decode(FuryScene.Names.self, from: Data(text[start...end].utf8))
  }
}
