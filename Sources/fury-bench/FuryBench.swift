import ArgumentParser

/// `fury-bench`: measures the parts of fury-tui.
@main
struct FuryBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fury-bench",
    abstract: "Measures the parts of fury-tui.",
    subcommands: [
      EncodeCommand.self, FramesCommand.self, InputCommand.self, LatencyCommand.self,
      LinkCommand.self, LoopCommand.self, LoopInsideCommand.self, MemoryCommand.self,
      QueueCommand.self, ReportCommand.self, ScaleCommand.self, SceneCommand.self,
      ServeCommand.self, StartCommand.self,
    ])
}
