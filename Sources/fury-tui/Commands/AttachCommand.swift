import ArgumentParser
import FuryStream
import ServerLink

/// `fury-tui attach`: see a live stream and drive it.
struct AttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "See a live stream in this terminal and drive it with mouse and keyboard.",
    discussion:
      "? shows the keys, q quits. Options can also be set as FURY_TUI_RENDERER, FURY_TUI_COLORS and so on."
  )

  @OptionGroup var options: StreamOptions

  @OptionGroup var viewing: ViewerOptions

  func run() throws {
    try ViewerOptions.needTerminal()
    let settings = try viewing.settings()
    let stream = try StreamChoice.find(options.selector)
    let files = try viewing.files()
    try AttachSession.run(stream, settings: settings, files: files)
  }
}
