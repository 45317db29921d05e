import Glibc

/// A foot that fills a compositor's output, running one command.
public final class Foot: TerminalWindow {
  /// The size of a cell in pixels, with the font size that it is given here.
  static let cell = (width: 8, height: 17)

  public var display: XDisplay { weston.display }
  private let weston: Weston
  private let process: ChildProcess

  /// Opens foot in `weston`, full screen: windows lie at random places there.
  public init(in weston: Weston, environment: [String: String?], running command: [String]) throws {
    self.weston = weston
    process = try ChildProcess(
      "foot",
      [
        "--config=/dev/null", "--fullscreen", "-o", "pad=0x0", "-o",
        "colors.background=\(TerminalLook.background.hex.dropFirst())", "-o",
        "colors.foreground=\(TerminalLook.foreground.dropFirst())", "-f",
        "\(TerminalLook.font):pixelsize=14",
      ] + command,
      environment: environment.merging(weston.environment) { $1 }, emptyInput: true)
  }

  public var status: ExitStatus? { process.status }

  public var complaints: String { process.errors.text + weston.complaints }

  /// The last pixel: weston draws the pointer itself, and there it is cut off.
  public func restingPlace() -> (x: Int, y: Int) {
    (weston.box.x + weston.box.width - 1, weston.box.y + weston.box.height - 1)
  }

  public func close() async throws {
    process.signal(SIGTERM)
    try await process.waitForExit()
  }

  public func textArea() -> Pixels.Box { weston.box }

  public func screenshot(_ path: String) async throws {
    let box = weston.box
    try await Command.run(
      "import",
      [
        "-silent", "-window", "root", "-crop", "\(box.width)x\(box.height)+\(box.x)+\(box.y)",
        "+repage", path,
      ], environment: display.environment)
  }
}
