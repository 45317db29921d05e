import ArgumentParser
import FoundationEssentials
import TerminalLab

/// `fury-bench loop`: frames a second in a real terminal.
struct LoopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loop",
    abstract: "Measures the whole loop in xterm: frame, bytes, acknowledgement.",
    discussion: """
      An X server without a screen and an xterm are started; inside, every 1280x720 sequence is \
      shown again and again, by the native encoder and by libsixel in turns, each picture when the \
      last one is acknowledged. The numbers are the median round's.
      """)

  @Option(help: "Rounds that are measured.")
  var rounds = 5

  @OptionGroup var source: SceneSource

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1") }
  }

  func run() async throws {
    let report = try await measure()
    if json { return try JSONOutput.print(report) }
    for result in report.results { print(result.line) }
    print(
      "ratio: geometric mean \(EncodeTable.fixed(report.geometricMean, 2)), worst "
        + EncodeTable.fixed(report.worst, 2))
  }

  private func measure() async throws -> LoopReport {
    let display = try await XDisplay(width: 1400, height: 1000)
    let folder = try ScratchFolder()
    let path = folder.file("loop.json")
    var inside = [ViewerRun.thisProgram, "loop-inside", "--report", path, "--rounds", "\(rounds)"]
    inside += source.arguments
    let xterm = try ChildProcess(
      "xterm",
      [
        "-ti", "vt340", "-geometry", "\(LoopBenchmark.columns)x\(LoopBenchmark.rows)+0+0",
        "-fa", "DejaVu Sans Mono", "-fs", "10", "-xrm", "XTerm*maxGraphicSize: 2048x2048", "-e",
      ] + inside,
      environment: display.environment, emptyInput: true)
    Progress.say("loop: in xterm on display \(display.name)")
    try await eventually("xterm shows everything", within: .seconds(900)) {
      xterm.status != nil || FileManager.default.fileExists(atPath: path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      let reason = folder.text("loop.json.error") ?? xterm.errors.text
      throw BenchError("no result from xterm: \(reason)")
    }
    return try JSONDecoder().decode(LoopReport.self, from: data)
  }
}
