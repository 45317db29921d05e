import Glibc
import TestSupport
import Testing

/// However the viewer ends, the terminal is as it was.
@Suite(.serialized)
struct RestoreTests {
  /// A way to end the viewer.
  enum Ending: String, CaseIterable, Sendable {
    case keyQ, controlC, terminate, killViewer, killSupervisor
  }

  @Test func aClosedWindowLeavesNothingRunning() async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "640x480"])
    _ = try await viewing.shownPicture("close-window")
    let (supervisor, viewer) = try await viewing.viewerProcesses()
    try await viewing.terminal.close()
    try await eventually("the viewer and its supervisor end") {
      !ProcessTree.isRunning(viewer) && !ProcessTree.isRunning(supervisor)
    }
  }

  @Test(arguments: Ending.allCases)
  func theTerminalIsGivenBack(_ ending: Ending) async throws {
    let viewing = try await Viewing(scene: ["surface", "--size", "640x480"])
    _ = try await viewing.shownPicture("restore-\(ending.rawValue)-before")
    let (supervisor, viewer) = try await viewing.viewerProcesses()

    switch ending {
    case .keyQ: try await viewing.keyboard.type("q")
    case .controlC: try await viewing.keyboard.type("ctrl+c")
    case .terminate: kill(supervisor, SIGTERM)
    case .killViewer: kill(viewer, SIGKILL)
    case .killSupervisor: kill(supervisor, SIGKILL)
    }
    let status = try await viewing.note("status")
    try await eventually("both processes are gone") {
      !ProcessTree.isRunning(viewer) && !ProcessTree.isRunning(supervisor)
    }
    switch ending {
    case .keyQ, .controlC: #expect(status == "0")
    case .terminate: #expect(status == "0" || status == "143")
    case .killViewer, .killSupervisor: #expect(status != "0")
    }

    // Hands do not stop when a program does: none of this may reach the shell as input.
    try await viewing.pointer.drag(through: [(100, 100), (140, 140), (160, 120)])
    try await viewing.pointer.click(.wheelUp)
    try viewing.lookAgain()
    let before = try await (viewing.note("stty-before"), viewing.note("modes-before"))
    let after = try await (viewing.note("stty-after"), viewing.note("modes-after"))
    try await viewing.screenshot("restore-\(ending.rawValue)-after")
    #expect(before.0.contains("icanon") && before.1.contains("[?1006;2$y"))
    #expect(after.0 == before.0)
    #expect(after.1 == before.1)
  }
}
