import Foundation
import Glibc
import TestSupport
import Testing

/// What `attach` does where something is missing or goes away: one line, the right status, and the
/// terminal as it was.
@Suite(.serialized)
struct PlainTerminalTests {
  @Test func withoutAnyStreamAttachSaysSo() async throws {
    // In namespaces of its own the viewer sees neither the machine's processes nor its shared
    // memory.
    let alone = [
      "unshare", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc", "sh", "-c",
      "mount -t tmpfs none /dev/shm && exec \"$@\"", "sh",
    ]
    let works = try? await Command.run(alone[0], Array(alone.dropFirst()) + ["true"])
    try await expectRefusal(["attach"], status: 3, prefix: works == nil ? [] : alone)
  }

  @Test(arguments: [
    "psm_no_such_stream", "/psm_ffffffff", "/dev/shm/psm_00000000", "4194304", "../../etc/passwd",
  ])
  func anUnknownNameIsRefused(_ name: String) async throws {
    try await expectRefusal(["attach", name], status: 3)
  }

  /// Neither libsixel nor half blocks can enlarge a picture.
  @Test(arguments: [["--encoder", "libsixel"], ["--renderer", "blocks"]])
  func aScaleThatCannotBeHadIsRefused(_ options: [String]) async throws {
    let message = try await expectRefusal(["attach", "--scale", "1/2"] + options, status: 2)
    #expect(message?.contains("--scale") == true)
  }

  @Test func aSegmentThatIsNoStreamIsRefused() async throws {
    let name = "psm_" + String(UInt32.random(in: .min ... .max), radix: 16)
    try Data(repeating: 0xa5, count: 4096).write(to: URL(filePath: "/dev/shm/" + name))
    defer { unsafe shm_unlink("/" + name) }
    let viewing = try PlainViewing(["attach", name], on: .xtermWithSixel)
    let status = try await viewing.program.waitForExit()
    #expect(status == .exited(3) || status == .exited(4))
    #expect(viewing.messages.count == 1, "\(viewing.messages)")
    #expect(try viewing.isRestored)
  }

  @Test func withoutATerminalAttachPointsToSnapshot() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    let program = try ChildProcess(
      Program.furyTUI, ["attach", "\(scene.names.pid)"], emptyInput: true)
    #expect(try await program.waitForExit() == .exited(5))
    let lines = program.errors.lines
    #expect(lines.count == 1 && lines.first?.contains("snapshot") == true, "\(lines)")
    #expect(program.output.bytes.isEmpty)
  }

  @Test func aTerminalThatNeverAnswersGetsHalfBlocksAndIsGivenBack() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: .silent)
    try await eventually("half blocks are drawn") {
      viewing.terminal.writtenText.contains("\u{2580}")
    }
    #expect(try !viewing.terminal.line.modes.isCanonical)
    #expect(
      viewing.terminal.modes.isSuperset(of: [1002, 1006, 1049])
        && !viewing.terminal.modes.contains(1003) && viewing.terminal.pictures == 0)
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
  }

  @Test func aSlowTerminalsLateRepliesAreNoKeys() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    var slow = TerminalProfile.xtermWithSixel
    slow.delay = .milliseconds(150)
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: slow)
    try await eventually("a picture is drawn") {
      viewing.terminal.pictures > 0 || viewing.terminal.writtenText.contains("\u{2580}")
    }
    try await Task.sleep(for: .seconds(4))
    #expect(viewing.program.status == nil)
    #expect(try scene.events().isEmpty)
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
    try await eventually("the terminal is as it was") { try viewing.isRestored }
  }

  @Test(arguments: ["surface", "--raw-array"])
  func aProducerThatDiesEndsTheViewer(_ option: String) async throws {
    let scene = try await FuryScene(["--size", "320x240", option])
    let viewing = try PlainViewing(["attach", "\(scene.names.pid)"], on: .xtermWithSixel)
    try await eventually("a picture is drawn") { viewing.terminal.pictures > 0 }
    try await scene.kill()
    #expect(try await viewing.program.waitForExit() == .exited(4))
    #expect(viewing.messages.count == 1, "\(viewing.messages)")
    #expect(viewing.messages.first?.contains("stream ended") == true, "\(viewing.messages)")
    try await eventually("the terminal is as it was") { try viewing.isRestored }
  }

  /// `fury-tui` refuses with this status and one line on standard error, which is returned, and
  /// leaves the terminal alone.
  @discardableResult private func expectRefusal(
    _ arguments: [String], status: Int32, prefix: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String? {
    let viewing = try PlainViewing(arguments, on: .xtermWithSixel, prefix: prefix)
    let ended = try await viewing.program.waitForExit()
    #expect(ended == .exited(status), sourceLocation: sourceLocation)
    #expect(viewing.messages.count == 1, "\(viewing.messages)", sourceLocation: sourceLocation)
    #expect(try viewing.isRestored, sourceLocation: sourceLocation)
    return viewing.messages.first
  }
}
