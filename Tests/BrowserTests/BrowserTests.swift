import Foundation
import TerminalLab
import TestSupport
import Testing

/// Browsers in front of a real FURY 0.12 process, with `fury-tui serve` between them.
@Suite(.serialized) struct BrowserTests {
  /// FURY's page as it comes, in its own folder, opened by the link that was printed.
  @Test func furysOwnPageShowsTheSceneAndDrivesIt() async throws {
    let scene = try await FuryScene(["--size", "400x300", "--spin", "2"])
    let served = try await Served("\(scene.names.pid)", ["--folder", Python.www])
    let browser = try await Browser(served.drive)
    try await browser.wait(
      "the picture", until: "document.querySelector('#videoMJPEG').naturalWidth == 400")
    // The picture moves: what it shows now it does not show for long.
    try await browser.eval(
      """
      window.shown = () => {
        const canvas = document.createElement("canvas");
        canvas.width = 400; canvas.height = 300;
        const context = canvas.getContext("2d");
        context.drawImage(document.querySelector("#videoMJPEG"), 0, 0);
        return context.getImageData(0, 0, 400, 300).data.reduce((a, b) => (a * 31 + b) % 1000003, 7);
      };
      window.first = shown();
      """)
    try await browser.wait("another picture", until: "shown() != first")
    // The page sends a move at most every 80 ms, and presses where it last moved.
    try await browser.drag([(100, 100)])
    try await browser.drag([(200, 150), (220, 150), (240, 160)])
    _ = try await scene.events("a press and a release") { events in
      events.contains { $0.row[0] == 3 } && events.contains { $0.row[0] == 4 }
    }
    try await browser.wheel(100, at: (200, 150))
    _ = try await scene.events("the wheel") { $0.contains { $0.row[0] == 1 && $0.row[1] == 100 } }
    try await browser.screenshot("serve-fury-page")
    #expect(try await browser.errors().filter { !$0.contains("favicon") } == [])
    #expect(try await served.end() == .exited(0))
  }

  @Test func ourOwnPageShowsTheSceneAndDrivesIt() async throws {
    let scene = try await FuryScene(["surface", "--size", "800x600"])
    let served = try await Served("\(scene.names.pid)")
    let browser = try await Browser(served.drive)
    try await browser.wait("the picture", until: "document.querySelector('#picture').width == 800")
    try await browser.wait(
      "the websocket", until: "document.querySelector('#dot').className == 'good'")
    let start = try scene.events().count
    // 1000x700 with 800x600 fitted in: 933x700, 33 pixels from the left. The last place counts.
    try await browser.drag([(500, 350), (550, 360), (600, 370), (733.3, 525)])
    var events = try await scene.events("the drag") {
      $0.dropFirst(start).contains { $0.row[0] == 4 }
    }
    let drag = events.dropFirst(start).map(\.row)
    let press = try #require(drag.first { $0[0] == 3 })
    #expect(abs(press[2] - 0.5) < 0.01 && abs(press[3] - 0.5) < 0.01)
    let release = try #require(drag.last { $0[0] == 4 })
    #expect(abs(release[2] - 0.75) < 0.01 && abs(release[3] - 0.75) < 0.01)
    let before = try #require(drag.dropLast().last { $0[0] == 2 })
    #expect(before[2] == release[2] && before[3] == release[3])
    try await browser.wait(
      "a latency", until: "/ms/.test(document.querySelector('#latency').textContent)")
    try await browser.screenshot("serve-own-page")

    var count = events.count
    try await browser.key("ArrowRight")
    events = try await scene.events("a drag by a key") {
      $0.dropFirst(count).contains { $0.row[0] == 4 }
    }
    let keyed = try #require(events.last { $0.row[0] == 2 })
    #expect(abs(keyed.row[2] - 0.525) < 1e-6 && keyed.row[3] == 0.5)
    count = events.count
    try await browser.wheel(100, at: (500, 350))
    events = try await scene.events("a notch") { $0.dropFirst(count).contains { $0.row[0] == 1 } }
    #expect(abs(events.last!.row[1] - 60) < 1e-6)
    count = events.count
    // Two fingers part: the scene comes nearer.
    try await browser.touch("touchStart", [[450, 350]])
    try await browser.touch("touchStart", [[450, 350], [550, 350]])
    try await browser.touch("touchMove", [[400, 350], [600, 350]])
    try await browser.touch("touchEnd", [])
    events = try await scene.events("a pinch") {
      $0.dropFirst(count).contains { $0.row[0] == 1 && $0.row[1] < 0 }
    }
    _ = try await scene.events("no finger is left") { $0.last?.row[0] == 4 }
    #expect(try await browser.errors() == [])
    #expect(try await served.end() == .exited(0))
  }

  @Test func whoWatchesSeesAndDrivesNothing() async throws {
    let scene = try await FuryScene(["--size", "400x300"])
    let served = try await Served("\(scene.names.pid)")
    let browser = try await Browser(served.watch)
    try await browser.wait("the picture", until: "document.querySelector('#picture').width == 400")
    try await browser.wait("its role", until: "document.querySelector('#stage.watching')")
    try await browser.drag([(500, 350), (600, 400)])
    try await browser.wait("a word about it", until: "!document.querySelector('#notice').hidden")
    #expect(try scene.events().isEmpty)
    #expect(try await served.end() == .exited(0))
  }

  /// A page on another port of this machine, whose requests carry our cookie.
  @Test func pagesOfOthersGetNothing() async throws {
    let scene = try await FuryScene(["--size", "400x300"])
    let served = try await Served("\(scene.names.pid)")
    let origin = served.drive.split(separator: "/?")[0]
    let folder = try ScratchFolder()
    try folder.write(
      "index.html",
      """
      <script>
      window.got = {};
      const image = new Image();
      image.onload = () => got.image = true;
      image.onerror = () => got.image = false;
      image.src = "\(origin)/video/mjpeg";
      const socket = new WebSocket("\(origin.replacing("http", with: "ws"))/ws");
      socket.onopen = () => got.socket = true;
      socket.onerror = () => got.socket = false;
      fetch("\(origin)/stats", { credentials: "include" }).then(() => got.fetch = true, () => got.fetch = false);
      </script>
      """)
    let evil = try await Served("\(scene.names.pid)", ["--folder", folder.path])
    let browser = try await Browser(served.drive)
    try await browser.wait("the picture", until: "document.querySelector('#picture').width == 400")
    try await browser.open(evil.drive)
    try await browser.wait("its three attempts", until: "Object.keys(window.got ?? {}).length == 3")
    let got = try await browser.eval("got") as? [String: Bool]
    #expect(got == ["image": false, "socket": false, "fetch": false])
    let said = served.process.errors
    try await eventually("the refusals are told") {
      said.text.contains("foreign Origin") && said.text.contains("page of another site")
    }
  }

  /// Of both kinds of memory, with names and without.
  @Test(arguments: [[], ["--raw-array"]])
  func strictReadersUnderstandThePictures(memory: [String]) async throws {
    let scene = try await FuryScene(["--size", "320x200", "--spin", "2"] + memory)
    let served = try await Served("\(scene.names.pid)")
    let reader = try ChildProcess(
      PackageRoot.python, [Python.script("parts.py"), served.address("/video/mjpeg"), "10"],
      emptyInput: true)
    let text = try await reader.line(0)
    struct Found: Decodable {
      struct Part: Decodable {
        var headers: [String: String]
        var bytes: Int
        var size: [Int]
        var format: String
      }
      var type: String
      var parts: [Part]
    }
    let found = try JSONDecoder().decode(Found.self, from: Data(text.utf8))
    #expect(found.type == "multipart/x-mixed-replace;boundary=image-boundary")
    #expect(found.parts.count == 10)
    for part in found.parts {
      #expect(part.size == [320, 200] && part.format == "JPEG")
      #expect(part.headers["Content-Type"] == "image/jpeg")
      #expect(part.headers["Content-Length"] == "\(part.bytes)")
    }
  }

  @Test func theServerEndsWithItsStreamAndLeavesNothing() async throws {
    let scene = try await FuryScene(["--size", "320x200"])
    let served = try await Served("\(scene.names.pid)")
    try await scene.kill()
    #expect(try await served.process.waitForExit() == .exited(4))
    #expect(served.process.errors.text.contains("the stream ended"))
  }
}
