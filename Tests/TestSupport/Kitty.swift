/// A kitty on a display, drawn by Mesa's software renderer, running one command.
public final class Kitty: XTerminalWindow {
  public let window: XWindow

  /// Opens a window of `columns` x `rows` cells that runs `command`.
  public init(
    on display: XDisplay, columns: Int, rows: Int,
    environment: [String: String?],
    running command: [String]
  ) throws {
    let options = [
      "remember_window_size=no", "initial_window_width=\(columns)c",
      "initial_window_height=\(rows)c", "placement_strategy=top-left", "window_padding_width=0",
      "background=\(TerminalLook.background.hex)", "foreground=\(TerminalLook.foreground)",
      "font_family=\(TerminalLook.font)", "font_size=10", "confirm_os_window_close=0",
      "cursor_blink_interval=0", "update_check_interval=0",
    ]
    let process = try ChildProcess(
      "kitty", ["--config", "NONE"] + options.flatMap { ["-o", $0] } + command,
      environment: environment.merging(display.environment) { $1 }
        .merging(["LIBGL_ALWAYS_SOFTWARE": "1"]) { $1 },
      emptyInput: true)
    window = XWindow(display: display, process: process)
  }

  /// The title line.
  public func restingPlace() -> (x: Int, y: Int) { (4, 4) }

  /// kitty makes its window a pixel larger than the cells.
  public func textArea() async throws -> Pixels.Box { try await window.box() }
}
