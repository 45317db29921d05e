public import ArgumentParser
import Glibc
public import Pacing
public import Raster
import Terminal
public import ViewerCore

/// How a stream is shown, for every command that shows one in the terminal.
struct ViewerOptions: ParsableArguments {
  @Option(help: "auto, kitty, sixel or blocks. (default: auto)")
  var renderer: RendererChoice?

  @Option(help: "Colours of a sixel picture, 2 to 256. (default: 256; fewer on slow links)")
  var colors: Int?

  @Option(help: "none, ordered or diffusion. (default: ordered; none on slow links)")
  var dither: Dither?

  @Option(help: "1, 3/4, 1/2 or 1/3: a smaller picture, enlarged. (default: 1; less on slow links)")
  var scale: PictureScale?

  @Option(help: "Who makes the sixels: native or libsixel. (default: native)")
  var encoder: SixelSource?

  @Option(help: "At most so many frames a second.")
  var maxFps: Double?

  @Option(help: "A character cell in pixels, as WIDTHxHEIGHT, where the terminal does not say.")
  var cell: CellOption?

  @Flag(help: "Only watch: send no events.")
  var viewOnly = false

  @Option(help: "Write every event and its fate to this file, as JSON lines.")
  var dumpEvents: String?

  @Option(help: "Write statistics to this file, one JSON line a second.")
  var stats: String?

  func validate() throws {
    if let complaint = Self.complaint(colors, "--colors", maxFps, "--max-fps") {
      throw ValidationError(complaint)
    }
  }

  /// What is wrong with values, by the names of where they come from; nil where nothing is.
  private static func complaint(
    _ colors: Int?, _ colorsName: String, _ fps: Double?, _ fpsName: String
  ) -> String? {
    if let colors, !(2...256).contains(colors) { return "\(colorsName) must be 2 to 256" }
    if let fps, !(0.1...1000).contains(fps) { return "\(fpsName) must be 0.1 to 1000" }
    return nil
  }

  /// Fails where there is no terminal to show anything in.
  static func needTerminal() throws {
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(
        "standard input is not a terminal; `fury-tui snapshot STREAM -o FILE` saves a picture without one",
        status: Failure.terminal)
    }
  }

  /// The files that events and statistics go to.
  func files() throws -> LogFiles { try LogFiles(events: dumpEvents, statistics: stats) }

  /// The options and the environment together.
  func settings() throws -> ViewerSettings {
    var settings = ViewerSettings()
    let choice = try EnvironmentSetting.value(renderer, "FURY_TUI_RENDERER") ?? .auto
    settings.renderer = choice.renderer
    settings.colors = try EnvironmentSetting.value(colors, "FURY_TUI_COLORS")
    settings.dither = try EnvironmentSetting.value(dither, "FURY_TUI_DITHER")
    settings.scale = try EnvironmentSetting.value(scale, "FURY_TUI_SCALE")
    settings.encoder = try EnvironmentSetting.value(encoder, "FURY_TUI_ENCODER") ?? .native
    settings.maxFramesPerSecond = try EnvironmentSetting.value(maxFps, "FURY_TUI_MAX_FPS")
    settings.cell = try EnvironmentSetting.value(cell, "FURY_TUI_CELL")?.extent
    settings.viewOnly = viewOnly
    if settings.encoder == .libsixel, let scale = settings.scale, scale != .full {
      throw Failure("--scale needs --encoder native", status: Failure.usage)
    }
    if settings.renderer == .blocks, let scale = settings.scale, scale != .full {
      throw Failure("--scale needs --renderer kitty or sixel", status: Failure.usage)
    }
    if let complaint = Self.complaint(
      settings.colors, "FURY_TUI_COLORS", settings.maxFramesPerSecond, "FURY_TUI_MAX_FPS")
    {
      throw Failure(complaint, status: Failure.usage)
    }
    return settings
  }
}

/// What `--renderer` takes.
enum RendererChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, kitty, sixel, blocks

  /// Nil for auto.
  var renderer: Renderer? {
    switch self {
    case .auto: nil
    case .kitty: .kitty
    case .sixel: .sixel
    case .blocks: .blocks
    }
  }
}

extension Dither: ExpressibleByArgument {}
extension PictureScale: ExpressibleByArgument {}
extension SixelSource: ExpressibleByArgument {}

/// What `--cell` takes: `8x16`.
struct CellOption: ExpressibleByArgument {
  var extent: TerminalProbe.Extent

  init?(argument: String) {
    let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      (1...256).contains(width), (1...256).contains(height)
    else { return nil }
    extent = .init(width: width, height: height)
  }
}
