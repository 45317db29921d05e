import ArgumentParser

/// What every benchmark takes that runs the viewer on scenes.
struct ViewerBenchOptions: ParsableArguments {
  @Option(help: "The fury-tui to run (the one next to this program).")
  var program: String?

  @OptionGroup var source: SceneSource

  @Flag(help: "Print a JSON array.")
  var json = false

  /// The scenes at the size of the viewer's terminal.
  func scenes() throws -> [Scene] { try source.scenes(size: ViewerRun.size) }

  /// Writes results, as JSON or a line each.
  func print<Result: BenchResult>(_ results: [Result]) throws {
    if json { return try JSONOutput.print(results) }
    for result in results { Swift.print(result.line) }
  }
}

/// A result that people can read, too.
protocol BenchResult: Codable {
  var line: String { get }
}
