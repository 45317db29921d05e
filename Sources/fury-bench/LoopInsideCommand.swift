import ArgumentParser
import FoundationEssentials
import Raster

/// The part of `fury-bench loop` that runs in the terminal.
struct LoopInsideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loop-inside", abstract: "Measures the whole loop in the terminal in use.",
    shouldDisplay: false)

  @Option(help: "The file for the results.")
  var report: String

  @Option var rounds = 5

  @OptionGroup var source: SceneSource

  func run() throws {
    do {
      let data = try JSONEncoder().encode(LoopReport(measure()))
      try data.write(to: URL(filePath: report + ".part"))
      try FileManager.default.moveItem(atPath: report + ".part", toPath: report)
    } catch {
      try? Data("\(error)".utf8).write(to: URL(filePath: report + ".error"))
    }
  }

  private func measure() throws -> [LoopResult] {
    let scenes = try source.scenes(size: PixelSize(width: 1280, height: 720))
    let terminal = try RawTerminal()
    defer { terminal.leave() }
    let cell = terminal.cell ?? (8, 17)
    let benchmark = LoopBenchmark(
      terminal: terminal, rounds: rounds, cell: PixelSize(width: cell.width, height: cell.height))
    return try scenes.map { try benchmark.run($0) }
  }
}
