import ArgumentParser

/// `fury-bench`: measures the parts of fury-tui.
@main
struct FuryBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fury-bench",
    abstract: "Measures the parts of fury-tui.",
    subcommands: [
      EncodeCommand.self, FramesCommand.self, ScaleCommand.self, SceneCommand.self,
    ])
}
