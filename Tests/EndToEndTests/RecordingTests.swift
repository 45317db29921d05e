import Foundation
import TestSupport
import Testing

/// What a person did once, recorded with `attach --dump-events`, done again to our renderer: the
/// picture at the end is the one that was there then.
///
/// A recording is `SCENE-WHAT.jsonl`; `FURY_TUI_RECORD=1` writes its picture anew; look at it before
/// committing.
@Suite(.serialized) struct RecordingTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Recordings")

  @Test(arguments: ["surface-drag-wheel", "spheres-pan-roll"])
  func replayedRecordingEndsAsItDid(_ recording: String) async throws {
    let scene = String(recording.prefix { $0 != "-" })
    let name = "recording-\(getpid())-\(scene)"
    let folder = try ScratchFolder()
    let renderer = try ChildProcess(
      Program.furyTUI,
      ["render", "--scene", scene, "--name", name, "--size", "320x240", "--samples", "4"],
      environment: ["DISPLAY": nil])
    try await eventually("the stream has a frame", within: .seconds(60)) {
      if let status = renderer.status { throw TestFailure("\(status): \(renderer.errors.text)") }
      return renderer.output.text == name + "\n"
    }
    let before = try await snapshot(name, folder)
    let log = Self.folder.appending(path: recording + ".jsonl").path(percentEncoded: false)
    try await Command.run(
      Program.furyTUI, ["replay", name, log, "--fast"], environment: ["DISPLAY": nil])
    let after = try await settled(name, folder)
    #expect(after.shareOfOtherBlocks(than: before) > Pixels.outliers, "the scene has moved")

    let baseline = Self.folder.appending(path: recording + ".png").path(percentEncoded: false)
    if ProcessInfo.processInfo.environment["FURY_TUI_RECORD"] == "1" {
      try? FileManager.default.removeItem(atPath: baseline)
      try FileManager.default.copyItem(atPath: folder.file("frame.png"), toPath: baseline)
    }
    let difference = after.shareOfOtherBlocks(than: try await Pixels(contentsOf: baseline))
    #expect(difference <= Pixels.outliers, "\(difference) of the picture is not as recorded")
    renderer.signal(SIGTERM)
    #expect(try await renderer.waitForExit() == .exited(0))
  }

  private func snapshot(_ name: String, _ folder: ScratchFolder) async throws -> Pixels {
    try await Command.run(Program.furyTUI, ["snapshot", name, "-o", folder.file("frame.png")])
    return try await Pixels(contentsOf: folder.file("frame.png"))
  }

  /// The picture once it stands still: the last events may not have been drawn yet.
  private func settled(_ name: String, _ folder: ScratchFolder) async throws -> Pixels {
    var last = try await snapshot(name, folder)
    for _ in 0..<100 {
      try await Task.sleep(for: .milliseconds(400))
      let now = try await snapshot(name, folder)
      if now == last { return now }
      last = now
    }
    throw TestFailure("the picture does not stand still")
  }
}
