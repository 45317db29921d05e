import ArgumentParser
import Foundation
import Glibc

/// `fury-bench serve`: the server against FURY's own; FURY, aiortc and Chromium are driven by Python.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Measures the server against FURY's own on the same stream: MJPEG, events, WebRTC.")

  @Option(help: "The fury-tui-serve to run (the one next to this program).")
  var program: String?

  @Option(help: "Seconds that each measurement takes.")
  var seconds = 8.0

  @Option(help: "A file for the report; without it, standard output.")
  var output: String?

  @Flag(help: "The figures as JSON instead of a report.")
  var json = false

  func run() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path(percentEncoded: false)
    let script = root + "scripts/bench_server"
    guard FileManager.default.fileExists(atPath: script) else {
      throw BenchError("\(script) is not there: run this in the checkout that it was built in")
    }
    let python =
      ProcessInfo.processInfo.environment["FURY_TUI_PYTHON"] ?? root + ".venv/bin/python"
    let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "fury-tui-serve").path(percentEncoded: false)
    var words = [python, script, program ?? beside, "--seconds=\(seconds)"]
    if let output { words.append("--output=\(output)") }
    if json { words.append("--json") }
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    unsafe execv(python, &arguments)
    throw BenchError("\(python) does not start: `make deps` makes it")
  }
}
