import ArgumentParser
import FuryStream
import Raster
import SharedMemory
import TerminalLab

/// `fury-bench start`: how long a user waits for the first picture.
struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Measures the time from starting the viewer to its first complete picture.",
    discussion: "The stream is live and the terminal, of this program, answers at once.")

  @Option(help: "How often the viewer is started.")
  var rounds = 15

  @Option(help: "The fury-tui to run (the one next to this program).")
  var program: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1") }
  }

  func run() throws {
    let frame = SceneKind.tracts.pictures(count: 1, size: ViewerRun.size)[0].bottomUpPixels
    let times = try (0..<rounds).map { _ -> Double in
      let first = FirstMoment()
      let run = try ViewerRun(program: program) { first.note($0.moment) }
      try run.owner.write(frame, width: ViewerRun.size.width, height: ViewerRun.size.height)
      let start = Clock.monotonicNanoseconds()
      try run.start()
      try run.waitForPictures(1)
      return Double((first.moment ?? start) - start) / 1e6
    }
    let result = StartResult(start: Quantiles(times))
    if json { return try JSONOutput.print(result) }
    print(
      "start to first picture: p50 \(EncodeTable.fixed(result.start.p50, 0)) ms, p95 "
        + "\(EncodeTable.fixed(result.start.p95, 0)) ms")
  }
}

struct StartResult: Codable {
  var start: Quantiles

  private enum CodingKeys: String, CodingKey {
    case start = "start_ms"
  }
}
