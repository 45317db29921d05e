import Foundation
import FuryStream
import FuryWire
import Glibc
import Synchronization
import TerminalLab
import TestSupport
import Testing
import WebWidget

/// PEERS: the widget, in Swift and from Python.
@Suite(.serialized) struct WidgetTests {
  private final class Scene: WidgetScene {
    let handled = Mutex<[FuryEvent]>([])
    private let count = Mutex(0)

    var size: (width: Int, height: Int) { (80, 60) }

    func frame() -> Frame? {
      let number = count.withLock { count in
        count += 1
        return count
      }
      var frame = Frame()
      (frame.width, frame.height) = (80, 60)
      frame.pixels = [UInt8](repeating: UInt8(number % 200), count: 80 * 60 * 3)
      return frame
    }

    func handle(_ event: FuryEvent) { handled.withLock { $0.append(event) } }
  }

  init() {
    // The program that runs tests is the toolchain's.
    let folder = URL(filePath: Program.furyTUI).deletingLastPathComponent()
    unsafe setenv("FURY_TUI_LIBEXEC", folder.path(percentEncoded: false), 1)
  }

  private static func remains() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").filter {
      $0.contains("-widget-\(getpid())-")
    }
  }

  @Test func aWidgetShowsAndHandlesItsScene() async throws {
    let scene = Scene()
    let widget = StreamWidget(scene)
    #expect(widget.url == nil && widget.commandString == nil && !widget.isRunning)
    let frame = try widget.display(height: 300)
    let url = try #require(widget.url)
    #expect(frame.contains("height=\"300\""))
    #expect(frame.contains(url.replacing("&", with: "&amp;")))
    #expect(url.contains("iframe=1&encoding=mjpeg&token="))
    #expect(widget.commandString?.contains("--ms-jpeg=33.0") == true)
    let browser = try await Browser(url)
    try await browser.wait("the picture", until: "document.querySelector('#picture').width == 80")
    try await browser.wait(
      "the websocket", until: "document.querySelector('#dot').className == 'good'")
    try await browser.drag([(300, 300), (400, 350)])
    try await eventually("the drag") {
      scene.handled.withLock { $0.contains { $0.id == .leftRelease } }
    }
    // Started again, it is the same.
    #expect(try widget.start() == url)
    widget.stop()
    widget.stop()
    #expect(!widget.isRunning && widget.url == nil)
    #expect(try Self.remains() == [])
    #expect(try widget.start() != url)
    widget.stop()
  }

  @Test func twoWidgetsHaveTwoPorts() throws {
    var options = StreamWidget.Options()
    let first = StreamWidget(Scene())
    let port = try #require(URL(string: first.start())?.port)
    #expect(!isPortAvailable(host: "localhost", port: port))
    options.port = port
    let second = StreamWidget(Scene(), options: options)
    #expect(try URL(string: second.start())?.port != port)
    first.stop()
    #expect(isPortAvailable(host: "localhost", port: port))
    second.stop()
    let third = StreamWidget(Scene(), options: options)
    #expect(try URL(string: third.start())?.port == port)
    third.stop()
    #expect(!isPortAvailable(host: "localhost", port: 0))
    #expect(try Self.remains() == [])
  }

  /// examples/jupyter, with FURY's own stream.
  @Test func theNotebookWidgetShowsAFURYScene() async throws {
    let display = try await XDisplay(width: 800, height: 600)
    let folder = URL(filePath: Program.furyTUI).deletingLastPathComponent()
    let script = try ScratchFolder()
    try script.write(
      "notebook.py",
      """
      import sys
      from fury import actor, window
      import numpy as np
      from fury_tui import Widget
      scene = window.Scene()
      scene.add(actor.sphere(np.zeros((1, 3)), colors=(1, 0, 0)))
      show = window.ShowManager(scene=scene, size=(200, 150))
      show.initialize()
      widget = Widget(show, ms_stream=16, ms_interaction=3)
      print(widget.display(height=123), flush=True)
      print(widget.url, flush=True)
      sys.stdin.readline()
      widget.stop()
      print("stopped", flush=True)
      """)
    let process = try ChildProcess(
      PackageRoot.python, ["-W", "ignore", script.file("notebook.py")],
      environment: [
        "DISPLAY": display.name, "PYTHONPATH": PackageRoot.path + "/examples/jupyter",
        "FURY_TUI_LIBEXEC": folder.path(percentEncoded: false),
      ])
    var lines: [String] = []
    try await eventually("the frame and the address") {
      // FURY itself may have something to say.
      lines = process.output.lines.filter { $0.hasPrefix("<iframe") || $0.hasPrefix("http") }
      return lines.count == 2 || process.status != nil
    }
    try #require(lines.count == 2, "\(process.errors.text)")
    #expect(lines[0].contains("height=\"123\""))
    let browser = try await Browser(lines[1])
    try await browser.wait("the picture", until: "document.querySelector('#picture').width == 200")
    process.write("\n")
    try await eventually("its end") { process.output.text.contains("stopped") }
    #expect(try await process.waitForExit() == .exited(0))
  }
}
