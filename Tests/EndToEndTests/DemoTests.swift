import Foundation
import Glibc
import SampleScenes
import TestSupport
import Testing

/// `fury-tui demo` and `view`: the renderer and the viewer, no FURY, no X server for the scene.
@Suite(.serialized)
struct DemoTests {
  /// A viewer with its renderer on a terminal that answers as xterm.
  private final class Session {
    let terminal: FakeTerminal
    let viewer: ChildProcess

    init(_ arguments: [String]) throws {
      terminal = try FakeTerminal(.xtermWithSixel)
      viewer = try ChildProcess(
        Program.furyTUI, arguments, environment: ["TERM": "xterm-256color", "DISPLAY": nil],
        terminal: terminal.line.path)
    }

    deinit { terminal.close() }

    func picture() async throws {
      let (viewer, terminal) = (viewer, terminal)
      try await eventually("a picture is drawn", within: .seconds(120)) {
        if let status = viewer.status { throw TestFailure("\(status): \(terminal.writtenText)") }
        return terminal.pictures > 0
      }
    }

    /// The renderer: the viewer's supervisor started it.
    func renderer() async throws -> Int32 {
      let pid = viewer.pid
      return try await awaited("the renderer runs") {
        ProcessTree.children(of: pid).first {
          (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8))?
            .hasPrefix("fury-tui-render") == true
        }
      }
    }
  }

  private func segments(of pid: Int32) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").filter {
      $0.hasPrefix("fury-") && $0.contains("-\(pid)-")
    }
  }

  @Test func demoTurnsUnderTheMouse() async throws {
    let folder = try ScratchFolder()
    let display = try await XDisplay()
    let xterm = try XTerm(
      on: display, environment: ["FURY_TUI_NO_SUSPEND": "1"],
      running: [
        "env", "-u", "DISPLAY", Program.furyTUI, "demo", "surface", "--dump-events",
        folder.file("events.jsonl"),
      ])
    func screen() async throws -> Pixels {
      let text = try await xterm.textArea()
      let cell = text.height / 24
      return try await display.pixels().cropped(
        to: .init(x: text.x, y: text.y + cell, width: text.width, height: cell * 22))
    }
    // Stands still, with more than the terminal's own colour in it.
    func stillScreen() async throws -> Pixels {
      var last = try await screen()
      for _ in 0..<300 {
        try await Task.sleep(for: .milliseconds(200))
        let now = try await screen()
        if now == last, Set(now.rgb).count > 40 { return now }
        last = now
      }
      throw TestFailure("no picture in xterm")
    }
    let before = try await stillScreen()
    try await xterm.screenshot(PackageRoot.screenshots() + "/demo.png")
    let text = try await xterm.textArea()
    let (x, y) = (text.x + text.width / 2, text.y + text.height / 2)
    try await Pointer(display).drag(through: [(x, y), (x + 30, y + 10), (x + 90, y + 25)])
    try await Task.sleep(for: .milliseconds(500))
    let after = try await stillScreen()
    try await xterm.screenshot(PackageRoot.screenshots() + "/demo-after-drag.png")
    #expect(after.difference(from: before) > 1)
    let dump = folder.text("events.jsonl") ?? ""
    #expect(dump.contains("left_btn_press") && dump.contains("left_btn_release"))
    try await xterm.close()
  }

  @Test func keysAndClicksReachTheRenderer() async throws {
    let session = try Session(["demo", "surface"])
    try await session.picture()
    let (terminal, viewer) = (session.terminal, session.viewer)
    let drawn = terminal.pictures
    terminal.type("7")
    try await eventually("another view is drawn") { terminal.pictures > drawn }
    // The renderer answers for what is under the pointer, so the terminal is to report it.
    try await eventually("motion is reported") { terminal.modes.contains(1003) }
    try await eventually("what is under the pointer is told", within: .seconds(60)) {
      for column in stride(from: 281, through: 361, by: 16) {
        terminal.type("\u{1b}[<35;\(column);193M")
        usleep(120_000)
      }
      return terminal.writtenText.contains("gyroid")
    }
    // A click in the picture's middle tells what is there.
    try await eventually("what was clicked is told", within: .seconds(60)) {
      terminal.type("\u{1b}[<0;321;193M\u{1b}[<0;321;193m")
      usleep(200_000)
      let text = terminal.writtenText
      return text.contains("gyroid") || text.contains("nothing is there")
    }
    let renderer = try await session.renderer()
    terminal.type("q")
    #expect(try await viewer.waitForExit() == .exited(0))
    #expect(!ProcessTree.isRunning(renderer))
    #expect(try segments(of: renderer).isEmpty)
  }

  @Test func aCrashOfTheRendererIsTold() async throws {
    let session = try Session(["demo", "spheres"])
    try await session.picture()
    let renderer = try await session.renderer()
    kill(renderer, SIGSEGV)
    let status = try await session.viewer.waitForExit()
    #expect(status == .exited(4))
    let terminal = session.terminal
    try await eventually("the crash is told") {
      terminal.writtenText.contains("the renderer was killed by SIGSEGV")
    }
    #expect(try segments(of: renderer).isEmpty)
    #expect(terminal.modes == FakeTerminal.initialModes)
  }

  @Test func aKilledViewerTakesTheRendererWithIt() async throws {
    let session = try Session(["demo", "spin"])
    try await session.picture()
    let renderer = try await session.renderer()
    session.viewer.signal(SIGKILL)
    try await eventually("the renderer ends") { !ProcessTree.isRunning(renderer) }
    #expect(try segments(of: renderer).isEmpty)
  }

  /// The stream's pictures have the pixels of the viewer that drives, whoever else watches.
  @Test func theControllingViewerDecidesTheSize() async throws {
    let name = "e2e-size-\(getpid())"
    let run = try ChildProcess(
      Program.furyTUI, ["render", "--scene", "spheres", "--name", name],
      environment: ["DISPLAY": nil])
    try await eventually("the name is printed", within: .seconds(60)) {
      run.output.text == name + "\n"
    }
    func size() async throws -> [Int] {
      let list = try await Command.run(Program.furyTUI, ["list", "--json"])
      let all = try JSONSerialization.jsonObject(with: Data(list)) as? [[String: Any]]
      let stream = all?.first { $0["name"] as? String == name }
      return [stream?["width"] as? Int ?? 0, stream?["height"] as? Int ?? 0]
    }
    func waitForSize(_ wanted: [Int]) async throws {
      for _ in 0..<300 {
        if try await size() == wanted { return }
        try await Task.sleep(for: .milliseconds(200))
      }
      #expect(try await size() == wanted)
    }
    func attach(columns: Int) throws -> (FakeTerminal, ChildProcess) {
      let terminal = try FakeTerminal(
        .xtermWithSixel, columns: columns, rows: 24, pixels: (columns * 10, 480))
      let viewer = try ChildProcess(
        Program.furyTUI, ["attach", name, "--cell", "10x20"],
        environment: ["TERM": "xterm-256color", "DISPLAY": nil], terminal: terminal.line.path)
      return (terminal, viewer)
    }
    let (first, driver) = try attach(columns: 40)
    defer { first.close() }
    try await waitForSize([400, 440])
    let (second, watcher) = try attach(columns: 60)
    defer { second.close() }
    try await eventually("the second one watches", within: .seconds(60)) {
      second.writtenText.contains("WATCHING") && second.pictures > 0
    }
    #expect(try await size() == [400, 440])
    second.type("t")
    try await waitForSize([600, 440])
    for (terminal, viewer) in [(first, driver), (second, watcher)] {
      terminal.type("q")
      #expect(try await viewer.waitForExit() == .exited(0))
    }
    run.signal(SIGTERM)
    #expect(try await run.waitForExit() == .exited(0))
  }

  @Test func whatCannotBeViewedIsOneLine() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write("bad.vtp", "nothing of the kind")
    let session = try Session(["view", path])
    #expect(try await session.viewer.waitForExit() == .exited(1))
    let text = session.terminal.writtenText
    #expect(text.hasPrefix("fury-tui: \(path): "))
    #expect(text.filter { $0 == "\n" || $0 == "\r\n" }.count == 1, "\(text)")
  }

  @Test func whatTheRendererNoticesIsShownWhileItRuns() async throws {
    let folder = try ScratchFolder()
    let mesh = Mesh.hills().vtp.replacingOccurrences(
      of: #"version="[0-9.]*""#, with: #"version="9.0""#, options: .regularExpression)
    let session = try Session(["view", try folder.write("odd.vtp", mesh)])
    try await session.picture()
    let terminal = session.terminal
    try await eventually("the file's oddity is told") {
      terminal.writtenText.contains("odd.vtp: File version: 9.0 is higher than this reader")
    }
    let renderer = try await session.renderer()
    for name in try segments(of: renderer) { unsafe unlink("/dev/shm/" + name) }
    try await eventually("that the memory was removed is told") {
      terminal.writtenText.contains("removed the stream's memory; it was published again")
    }
    terminal.type("q")
    #expect(try await session.viewer.waitForExit() == .exited(0))
    #expect(try segments(of: renderer).isEmpty)
  }

  @Test func aLargeFileShowsHowFarItIs() async throws {
    let folder = try ScratchFolder()
    let path = folder.file("large.trk")
    // Millions of streamlines without a point after the real ones; a file of holes.
    let tracts = Tracts().trk()
    try tracts.write(to: URL(filePath: path))
    unsafe truncate(path, tracts.count + 24 * 13_000_000)
    let session = try Session(["view", path])
    let terminal = session.terminal
    try await eventually("progress is shown", within: .seconds(60)) {
      terminal.writtenText.contains(/reading [^ ]*large.trk [0-9]+ %/)
    }
    try await session.picture()
    terminal.type("q")
    #expect(try await session.viewer.waitForExit() == .exited(0))
  }

  @Test func whoeverQuitsWhileALargeFileLoadsLeavesNothing() async throws {
    let folder = try ScratchFolder()
    let path = folder.file("large.trk")
    try Tracts().trk().write(to: URL(filePath: path))
    unsafe truncate(path, 2 << 30)
    let session = try Session(["view", path])
    let terminal = session.terminal
    try await eventually("progress is shown", within: .seconds(60)) {
      terminal.writtenText.contains("large.trk")
    }
    let renderer = try await session.renderer()
    terminal.type("\u{3}")
    try await eventually("all have ended") {
      session.viewer.status != nil && !ProcessTree.isRunning(renderer)
    }
    #expect(try segments(of: renderer).isEmpty)
  }

  @Test func viewShowsAFile() async throws {
    let folder = try ScratchFolder()
    let path = try SampleFile.vtp.write(into: folder.path)
    let session = try Session(["view", path])
    try await session.picture()
    session.terminal.type("q")
    #expect(try await session.viewer.waitForExit() == .exited(0))
  }

  @Test func renderPrintsItsStreamsNameAndCleansUp() async throws {
    let name = "e2e-\(getpid())"
    let run = try ChildProcess(
      Program.furyTUI, ["render", "--scene", "spheres", "--name", name, "--size", "160x120"],
      environment: ["DISPLAY": nil])
    try await eventually("the name is printed", within: .seconds(60)) {
      if let status = run.status { throw TestFailure("\(status): \(run.errors.text)") }
      return run.output.text == name + "\n"
    }
    let folder = try ScratchFolder()
    try await Command.run(Program.furyTUI, ["snapshot", name, "-o", folder.file("a.png")])
    let picture = try await Pixels(contentsOf: folder.file("a.png"))
    #expect(picture.width == 160 && picture.height == 120)
    // The name is taken while it lives, and free again after it was killed.
    let second = try ChildProcess(
      Program.furyTUI, ["render", "--scene", "spin", "--name", name],
      environment: ["DISPLAY": nil])
    #expect(try await second.waitForExit() == .exited(1))
    #expect(second.errors.text.contains("in use"))
    run.signal(SIGTERM)
    #expect(try await run.waitForExit() == .exited(0))
    let left = try FileManager.default.contentsOfDirectory(atPath: "/dev/shm")
    #expect(!left.contains { $0.contains(name) })
  }

  @Test func theViewerLinksNoVTK() async throws {
    let viewer = String(decoding: try await Command.run("ldd", [Program.furyTUI]), as: UTF8.self)
    #expect(!viewer.contains("vtk") && !viewer.contains("libEGL") && !viewer.contains("libGL"))
    let renderer = try await Command.run("ldd", [Program.sibling("fury-tui-render")])
    #expect(String(decoding: renderer, as: UTF8.self).contains("vtkRenderingCore"))
  }

  @Test func aRendererOfAnotherVersionIsRefused() async throws {
    let folder = try ScratchFolder()
    try folder.write(
      "fury-tui-render",
      """
      #!/bin/sh
      echo '{"stream":{"version":"9.9","pid":1,"name":"x","images":[],"info":"y","renderer":"z"}}'
      cat >/dev/null
      """, executable: true)
    for (libexec, words) in [(folder.path, "version 9.9"), ("/nonexistent", "FURY_TUI_LIBEXEC")] {
      let run = try ChildProcess(
        Program.furyTUI, ["render", "--scene", "spin"],
        environment: ["FURY_TUI_LIBEXEC": libexec])
      #expect(try await run.waitForExit() == .exited(1))
      #expect(run.errors.text.contains(words), "\(run.errors.text)")
    }
  }
}
