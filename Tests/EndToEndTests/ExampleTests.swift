import TestSupport
import Testing

/// The examples do what they say, and the program stays as small as promised.
@Suite(.serialized)
struct ExampleTests {
  @Test func followStreamSeesFramesAndZooms() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240", "--spin", "2"])
    let before = try scene.events().count
    let output = try await Command.run(
      Program.example("follow-stream"), ["\(scene.names.pid)", "3"])
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.first?.hasPrefix("following ") == true)
    #expect(lines.filter { $0.contains("320x240,") }.count == 3)
    #expect(lines.contains("wheel step: sent"))
    try await eventually("FURY handles the wheel step") {
      try scene.events().dropFirst(before).contains { $0.id == 1 }
    }
  }

  @Test func theViewerLinksNeitherVTKNorGStreamer() async throws {
    let libraries = String(
      decoding: try await Command.run("/usr/bin/ldd", [Program.furyTUI]), as: UTF8.self)
    #expect(libraries.contains("libncursesw"))
    for heavy in ["libvtk", "libgst", "libFoundation.so", "libGL", "libX11"] {
      #expect(!libraries.contains(heavy), "\(heavy)")
    }
  }
}
