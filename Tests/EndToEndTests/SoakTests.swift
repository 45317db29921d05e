import Foundation
import Glibc
import TestSupport
import Testing

/// The viewer in front of a scene that never rests, for as long as `make soak` says.
///
/// `FURY_TUI_SANITIZED` names a viewer that was built with the address sanitizer; `make test` and
/// `make soak` set it. `FURY_TUI_SOAK_SECONDS` is how long it runs.
@Suite(.serialized)
struct SoakTests {
  private struct Sample {
    var second: Int
    var kilobytes: Int
    var descriptors: Int
    var pictures: Int
  }

  private static let program =
    ProcessInfo.processInfo.environment["FURY_TUI_SANITIZED"] ?? Program.furyTUI
  private static let seconds =
    ProcessInfo.processInfo.environment["FURY_TUI_SOAK_SECONDS"].flatMap { Int($0) } ?? 30

  /// What a user might do, over and over: turn, zoom, look at the panels, change how it looks,
  /// resize.
  private static let habits = [
    "l", "+", "i", "e", "h", "d", "-", "c", "m", "i", "e", "m", "\u{0c}",
  ]

  @Test func theViewerNeitherGrowsNorErrs() async throws {
    let scene = try await FuryScene(["tracts", "--size", "800x600", "--spin", "0.5"])
    let folder = try ScratchFolder()
    let terminal = try PictureTerminal(
      .xtermWithSixel, columns: 100, rows: 40, cell: (width: 8, height: 16)
    ) { _ in }
    defer { terminal.close() }
    let viewer = try ChildProcess(
      "sh",
      [
        "-c", "exec \"$@\" 2>\"$0\"", folder.file("messages"), Self.program, "attach",
        "\(scene.names.pid)",
      ],
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "SSH_CONNECTION": nil,
        "ASAN_OPTIONS": Self.sanitizerOptions(folder),
      ],
      terminal: terminal.line.path)
    try await eventually("a picture is drawn") { terminal.pictures > 0 }
    let child = try #require(ProcessTree.children(of: viewer.pid).first)
    let samples = try await live(terminal, ProcessFigures(pid: child), viewer)
    terminal.type("q")
    #expect(try await viewer.waitForExit() == .exited(0), "\(folder.text("messages") ?? "")")

    let reports = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("sanitizer") }
    for report in reports { Issue.record("\(report): \(folder.text(report) ?? "")") }
    expectNoGrowth(samples)
    #expect(Self.memoryNames(of: [viewer.pid, child]).isEmpty)
  }

  /// Uses the viewer for the time, and looks at its process every second.
  private func live(
    _ terminal: PictureTerminal, _ figures: ProcessFigures, _ viewer: ChildProcess
  ) async throws -> [Sample] {
    var samples: [Sample] = []
    for second in 0..<Self.seconds {
      terminal.type(Self.habits[second % Self.habits.count])
      if second % 7 == 6 { terminal.line.resize(columns: 90 + second % 3 * 5, rows: 36) }
      try await Task.sleep(for: .seconds(1))
      try #require(viewer.status == nil, "the viewer ended: \(String(describing: viewer.status))")
      guard let kilobytes = figures.residentKilobytes, let descriptors = figures.descriptors else {
        throw TestFailure("the viewer's process is gone")
      }
      samples.append(
        Sample(
          second: second, kilobytes: kilobytes, descriptors: descriptors,
          pictures: terminal.pictures))
    }
    return samples
  }

  /// The last third against the second: whatever is filled once is full by then.
  private func expectNoGrowth(_ samples: [Sample]) {
    let third = samples.count / 3
    func most(_ part: ArraySlice<Sample>, _ value: (Sample) -> Int) -> Int {
      part.map(value).max() ?? 0
    }
    let (middle, end) = (samples[third..<2 * third], samples[(2 * third)...])
    let (before, after) = (most(middle, \.kilobytes), most(end, \.kilobytes))
    #expect(after <= before + before / 20 + 8192, "from \(before) to \(after) KB")
    #expect(most(end, \.descriptors) <= most(middle, \.descriptors))
    #expect(
      (end.last?.pictures ?? 0) > (middle.last?.pictures ?? 0), "it still shows pictures at the end"
    )
    print(
      "soak: \(samples.count) s, \(samples.last?.pictures ?? 0) pictures, \(before) to \(after) KB")
  }

  private static func sanitizerOptions(_ folder: ScratchFolder) -> String {
    // A small quarantine, so that freed memory which is kept for checking does not look like growth.
    "log_path=\(folder.file("sanitizer")):quarantine_size_mb=8:detect_leaks=1"
      + ":detect_stack_use_after_return=0"
  }

  /// Names in /dev/shm that these processes made.
  private static func memoryNames(of pids: [Int32]) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/shm")) ?? []
    return names.filter { name in
      name.hasPrefix("fury") && pids.contains { name.contains("-\($0)-") }
    }
  }
}
