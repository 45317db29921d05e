import Foundation
import TestSupport
import Testing

/// The commands that need no terminal, against a real FURY.
@Suite(.serialized)
struct CommandTests {
  @Test(arguments: [[], ["--raw-array"]])
  func listNamesAStreamWithEverythingThatFindsIt(_ options: [String]) async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240", "--buffers", "3"] + options)
    let output = try await Command.run(Program.furyTUI, ["list", "--json"])
    let all = try #require(JSONSerialization.jsonObject(with: Data(output)) as? [[String: Any]])
    let mine = try #require(all.first { $0["pid"] as? Int == Int(scene.names.pid) })
    #expect(mine["width"] as? Int == 320 && mine["height"] as? Int == 240)
    #expect(mine["buffers"] as? Int == 3)
    #expect(mine["events"] as? Bool == true)
    if let info = scene.names.info {
      #expect(mine["info"] as? String == info)
      #expect(mine["images"] as? [String] == scene.names.images)
      #expect(mine["queue"] as? String == scene.names.queue)
      #expect(mine["headTail"] as? String == scene.names.headTail)
    }
  }

  @Test func everyNameOfAStreamFindsTheSameFrame() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    let folder = try ScratchFolder()
    var frames: [Pixels] = []
    for name in scene.names.all + ["\(scene.names.pid)", "/dev/shm/" + scene.names.all[0]] {
      let file = folder.file("frame.png")
      try await Command.run(Program.furyTUI, ["snapshot", name, "-o", file])
      frames.append(try await Pixels(contentsOf: file))
    }
    #expect(frames[0].width == 320 && frames[0].height == 240)
    #expect(Set(frames[0].rgb).count > 10, "a picture of a scene, not of nothing")
    #expect(frames.allSatisfy { $0 == frames[0] })
  }

  @Test func snapshotWritesItsFormats() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    let folder = try ScratchFolder()
    var pictures: [String: Pixels] = [:]
    for format in ["png", "ppm", "jpg", "six"] {
      let file = folder.file("frame." + format)
      try await Command.run(Program.furyTUI, ["snapshot", "\(scene.names.pid)", "-o", file])
      if format == "six" {
        // libsixel's own decoder judges ours.
        try await Command.run("sixel2png", ["-i", file, "-o", folder.file("six.png")])
        pictures[format] = try await Pixels(contentsOf: folder.file("six.png"))
      } else {
        pictures[format] = try await Pixels(contentsOf: file)
      }
    }
    let png = try #require(pictures["png"])
    #expect(pictures["ppm"] == png)
    #expect(try #require(pictures["jpg"]).difference(from: png) < 3)
    #expect(try #require(pictures["six"]).difference(from: png) < 8)
  }

  @Test func replayDeliversALogInOrder() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240"])
    let folder = try ScratchFolder()
    var lines = [#"{"event":"left_btn_press","x":0.25,"y":0.5,"user_timestamp":1}"#]
    for step in 1...40 {
      lines.append(
        #"{"id":2,"weel":0,"x":\#(0.25 + Double(step) / 128),"y":0.5,"shift":1,"user_timestamp":\#(step + 1)}"#
      )
    }
    lines.append(#"{"event":"mouse_move","x":0.9,"y":0.9,"fate":"merged","user_timestamp":50}"#)
    lines.append(
      #"{"event":"left_btn_release","x":0.5625,"y":0.5,"fate":"sent","user_timestamp":60}"#)
    let log = try folder.write("log.jsonl", lines.joined(separator: "\n") + "\n")
    try await Command.run(Program.furyTUI, ["replay", "\(scene.names.pid)", log, "--fast"])
    let events = try await scene.events("the whole log") { $0.last?.id == 4 }
    #expect(events.map(\.id) == [3] + Array(repeating: 2, count: 40) + [4])
    #expect(events.map { $0.row[6] } == Array(1...41).map(Double.init) + [60])
    #expect(events.dropFirst().dropLast().allSatisfy { $0.shift && !$0.ctrl })
    #expect(events[40].x == 0.25 + 40.0 / 128)
  }

  @Test func theViewerIsASmallProgram() async throws {
    let output = try await Command.run("ldd", [Program.furyTUI])
    let libraries = String(decoding: output, as: UTF8.self).lowercased()
    #expect(libraries.contains("libc.so"))
    for foreign in ["vtk", "gstreamer", "libpython", "libgl.so", "libx11"] {
      #expect(!libraries.contains(foreign))
    }
  }
}
