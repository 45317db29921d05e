import ArgumentParser
import Foundation
import PictureFiles
import Raster
import TerminalLab

/// `fury-bench report`: everything, as `make bench` runs it.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Runs every benchmark and writes the results as Markdown.",
    discussion: """
      Scenes of this program's own are always measured; directories add recorded PNG sequences. \
      The exit status is 1 when a limit on colours or bytes is broken.
      """)

  @Argument(help: "Directories with PNG sequences (NAME_NNN.png).")
  var directories: [String] = []

  @Option(help: "The file to write.")
  var output = "BENCHMARKS.md"

  @Flag(help: "Few and short rounds: to try the report, not to publish it.")
  var quick = false

  func run() async throws {
    let folder = try ScratchFolder()
    let scenes = folder.file("scenes")
    try SceneSource.write(to: scenes)
    var report = Report(machine: await Machine(), isQuick: quick)
    for directory in [scenes] + directories {
      report.sizes.merge(try Self.sizes(in: directory)) { $1 }
      report.encode += try await Self.measure(
        ["encode", directory, "--rounds", quick ? "2" : "3"], [EncodeResult].self)
    }
    // Elsewhere sequences of other sizes are left out by the benchmark itself.
    let all = [scenes] + directories
    report.loop = try await Self.measure(
      ["loop", "--rounds", quick ? "1" : "3"] + all, LoopReport.self)
    report.links = try await Self.measure(
      ["link", "--seconds", quick ? "4" : "6"] + all, [LinkResult].self)
    report.latency = try await Self.measure(
      ["latency", "--keys", quick ? "10" : "30"] + all, [LatencyResult].self)
    report.start = try await Self.measure(
      ["start", "--rounds", quick ? "5" : "10"], StartResult.self)
    report.memory = try await Self.measure(
      ["memory", "--frames", quick ? "60" : "150"] + all, [MemoryResult].self)
    report.frames = try await Self.measure(
      ["frames", "--seconds", quick ? "2" : "4"], FramesReport.self)
    report.queue = try await Self.measure(["queue"], QueueResult.self)
    report.input = try await Self.measure(["input"], InputResult.self)
    for kind in [SceneKind.tracts, .surface] {
      let scene = Scene(
        name: kind.rawValue, pictures: kind.pictures(count: 2, size: ViewerRun.size))
      report.backgroundComplaint =
        try report.backgroundComplaint ?? BackgroundCheck.complaint(scene)
    }
    guard FileManager.default.createFile(atPath: output, contents: Data(report.markdown.utf8))
    else {
      throw BenchError("cannot write \(output)")
    }
    Progress.say("written to \(output)")
    let broken = Budgets.broken(report.encode) + [report.backgroundComplaint].compactMap(\.self)
    for line in broken { Progress.say("over the limit: \(line)") }
    if !broken.isEmpty { throw ExitCode(1) }
  }

  /// Runs this program with other arguments, alone: nothing else is measured meanwhile.
  private static func measure<Result: Decodable>(
    _ arguments: [String], _ type: Result.Type
  ) async throws -> Result {
    Progress.say("fury-bench \(arguments.joined(separator: " "))")
    let program = try ChildProcess(
      ViewerRun.thisProgram, arguments + ["--json"], emptyInput: true)
    let status = try await program.waitForExit(within: .seconds(3600))
    guard status == .exited(0) else {
      throw BenchError(
        "fury-bench \(arguments[0]): \(status): \(program.errors.lines.last ?? "")")
    }
    return try JSONDecoder().decode(Result.self, from: Data(program.output.bytes))
  }

  private static func sizes(in directory: String) throws -> [String: PixelSize] {
    var sizes: [String: PixelSize] = [:]
    for sequence in try Sequence.all(in: directory) { sizes[sequence.name] = try sequence.size() }
    return sizes
  }
}

extension SceneSource {
  /// Writes the scenes that `make bench` always measures: each at 720p, and some at 1080p.
  static func write(to directory: String) throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    for kind in SceneKind.allCases {
      for (suffix, size, count) in [
        ("", PixelSize(width: 1280, height: 720), 8),
        ("-1080", PixelSize(width: 1920, height: 1080), 4),
      ] {
        Progress.say("making \(kind.rawValue)\(suffix)")
        for (number, picture) in kind.pictures(count: count, size: size).enumerated() {
          let path = "\(directory)/\(kind.rawValue)\(suffix)_00\(number).png"
          let file = try PictureFiles.encode(picture, as: .png)
          guard FileManager.default.createFile(atPath: path, contents: Data(file)) else {
            throw BenchError("cannot write \(path)")
          }
        }
      }
    }
  }
}
