import Foundation
import TestSupport
import Testing

/// A scene that stands still costs the terminal nothing, however many frames FURY sends of it.
@Suite(.serialized)
struct QuietTests {
  @Test func halfBlocksOfAStillSceneAreSentOnce() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    let folder = try ScratchFolder()
    let viewing = try PlainViewing(
      ["attach", "\(scene.names.pid)", "--stats", folder.file("stats")], on: .xterm)
    try await eventually("half blocks are drawn") {
      viewing.terminal.writtenText.contains("\u{2580}")
    }
    // FURY renders anew at every event, and a click in the picture's middle changes nothing in it.
    func unchanged() throws -> Int {
      viewing.terminal.type("\u{1b}[<0;320;204M\u{1b}[<0;320;204m")
      return try (folder.text("stats") ?? "").split(separator: "\n").reduce(0) { sum, line in
        let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return sum + (fields?["unchanged"] as? Int ?? 0)
      }
    }
    let early = try unchanged()
    try await eventually("frames go by") { try unchanged() > early + 5 }
    let (sent, before) = (viewing.terminal.written.count, try unchanged())
    try await eventually("more frames go by") { try unchanged() > before + 10 }
    let more = String(decoding: viewing.terminal.written.dropFirst(sent), as: UTF8.self)
    #expect(!more.contains("\u{2580}") && !more.contains("38;2;"), "\(more.count) bytes came")
    viewing.terminal.type("q")
    #expect(try await viewing.program.waitForExit() == .exited(0))
  }
}
