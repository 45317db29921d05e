/// An mlterm on a display, running one command.
public final class Mlterm: XTerminalWindow {
  /// Pixels between the window's edge and the first cell.
  private static let margin = 2

  public let window: XWindow

  /// Opens a window of `columns` x `rows` cells at (10, 10) that runs `command`.
  public init(
    on display: XDisplay, columns: Int, rows: Int, environment: [String: String?],
    running command: [String]
  ) throws {
    let process = try ChildProcess(
      "mlterm",
      [
        "-g", "\(columns)x\(rows)+10+10", "--sbmod=none", "-b", TerminalLook.background.hex, "-f",
        TerminalLook.foreground, "-e",
      ] + command,
      environment: environment.merging(display.environment) { $1 }, emptyInput: true)
    window = XWindow(display: display, process: process)
  }

  /// The title line.
  public func restingPlace() -> (x: Int, y: Int) { (16, 16) }

  public func textArea() async throws -> Pixels.Box {
    let box = try await window.box()
    let margin = Self.margin
    return Pixels.Box(
      x: box.x + margin, y: box.y + margin, width: box.width - 2 * margin,
      height: box.height - 2 * margin)
  }
}
