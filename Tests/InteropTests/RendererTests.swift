import Foundation
import SampleScenes
import TestSupport
import Testing

extension Interop {
  /// FURY's own classes, in Python, on the stream of our renderer, in memory with names and in
  /// memory without, which Python reaches through the renderer's descriptors.
  @Suite struct Renderers {
    /// The renderer as a process, and what its first line names.
    private final class Running {
      let process: ChildProcess
      let names: [String: Any]

      init(_ arguments: [String]) async throws {
        process = try ChildProcess(
          Program.sibling("fury-tui-render"), arguments, environment: ["DISPLAY": nil])
        let child = process
        let lines = try await awaited("the renderer has a frame", within: .seconds(120)) {
          if let status = child.status { throw TestFailure("\(status): \(child.errors.text)") }
          let lines = child.output.lines
          return lines.contains { $0.contains("\"ready\"") } ? lines : nil
        }
        let first = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        names = try #require(first?["stream"] as? [String: Any])
      }

      /// Opens its stream with FURY's classes for shared memory, or with those for raw arrays.
      func attach(_ peer: PythonPeer, as id: String, raw: Bool) throws {
        let answer = try peer.ask(raw ? "attachRaw" : "attach", ["id": id, "names": names])
        #expect(answer["maxSize"] as? Int == 50 && answer["dimension"] as? Int == 8)
      }
    }

    @Test(arguments: [false, true]) func threeSpheresAreThreeObjects(raw: Bool) async throws {
      let folder = try ScratchFolder()
      let spheres = Mesh.pieces([SIMD3(-3, 0, 0), SIMD3(0, 0, 0), SIMD3(3, 0, 0)], radius: 1)
      try folder.write("three.ply", spheres.ply)
      let running = try await Running(
        [folder.file("three.ply"), "--size=320x240"] + (raw ? ["--anonymous"] : []))
      let peer = try Interop.peer()
      try running.attach(peer, as: "three", raw: raw)
      // The smooth picture follows the first one.
      try await Task.sleep(for: .milliseconds(500))
      let seen = try peer.ask("objects", ["id": "three"])
      #expect(seen["width"] as? Int == 320 && seen["height"] as? Int == 240)
      #expect(seen["objects"] as? Int == 3)
      #expect(seen["jpegObjects"] as? Int == 3)
    }

    @Test(arguments: [false, true]) func theirQueueDrivesOurCamera(raw: Bool) async throws {
      let running = try await Running(
        ["--scene=surface", "--size=320x240", "--samples=0"] + (raw ? ["--anonymous"] : []))
      let peer = try Interop.peer()
      try running.attach(peer, as: "drive", raw: raw)
      func picture() throws -> String {
        try #require(try peer.ask("frame", ["id": "drive"])["sha256"] as? String)
      }
      let first = try picture()
      // FURY's set_mouse_click and set_mouse put rows in as its web page has them.
      try peer.ask("drag", ["id": "drive", "from": [0.5, 0.5], "to": [0.7, 0.4]])
      let turned = try await awaited("the picture turns") {
        let now = try picture()
        return now == first ? nil : now
      }
      #expect(turned != first)
      try await eventually("their queue is empty") {
        (try peer.ask("state", ["id": "drive"])["words"] as? [Int])?.prefix(2) == [-1, -1]
      }
      // Opposite wheel steps of FURY's page lead back to where they began.
      try await Task.sleep(for: .milliseconds(300))
      let before = try picture()
      try peer.ask("wheel", ["id": "drive", "weel": 100])
      try await eventually("it zooms out") { try picture() != before }
      try peer.ask("wheel", ["id": "drive", "weel": -100])
      try await eventually("it zooms back") { try picture() == before }
    }

    @Test func aPythonAttacherThatUnlinksIsSurvived() async throws {
      let running = try await Running(["--scene=spheres", "--size=160x120"])
      let info = try #require(running.names["info"] as? String)
      let peer = try Interop.newPeer()
      try peer.ask("attach", ["id": "rude", "names": running.names, "patched": false])
      peer.stop()
      try await eventually("the stream is published again") {
        running.process.output.text.contains("published again")
          && FileManager.default.fileExists(atPath: "/dev/shm/" + info)
      }
      let again = try Interop.peer()
      try again.ask("attach", ["id": "later", "names": running.names])
      #expect(try again.ask("frame", ["id": "later"])["width"] as? Int == 160)
    }
  }
}
