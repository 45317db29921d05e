/// An xterm on a display, running one command.
public final class XTerm: XTerminalWindow {
  /// What the terminal can do.
  public enum Graphics: Sendable {
    /// Sixel with 1024 registers (`-ti vt340`).
    case sixel
    /// No sixel: Debian's default.
    case none
  }

  /// The first character's top left corner, in screen pixels: the position asked for (10), and
  /// xterm's border (1) and inner margin (2).
  public static let origin = (x: 13, y: 13)

  public let window: XWindow

  /// Opens a window of `columns` x `rows` cells at (10, 10) that runs `command`.
  public init(
    on display: XDisplay, graphics: Graphics = .sixel, columns: Int = 80, rows: Int = 24,
    environment: [String: String?] = [:], running command: [String]
  ) throws {
    var arguments = graphics == .sixel ? ["-ti", "vt340"] : []
    arguments += ["-geometry", "\(columns)x\(rows)+10+10", "-fa", TerminalLook.font, "-fs", "10"]
    arguments += ["-bg", TerminalLook.background.hex, "-fg", TerminalLook.foreground]
    for resource in Self.resources { arguments += ["-xrm", resource] }
    let process = try ChildProcess(
      "xterm", arguments + ["-e"] + command,
      environment: environment.merging(display.environment) { $1 }, emptyInput: true)
    window = XWindow(display: display, process: process)
  }

  /// The title line.
  public func restingPlace() -> (x: Int, y: Int) { (Self.origin.x + 4, Self.origin.y + 4) }

  /// The window without its border (1 pixel) and inner margin (2).
  public func textArea() async throws -> Pixels.Box {
    let box = try await window.box()
    return Pixels.Box(x: box.x + 3, y: box.y + 3, width: box.width - 4, height: box.height - 4)
  }

  /// Large pictures, the window reports that programs ask for, and shift and ctrl for the program
  /// instead of xterm's own menus and selection.
  private static let resources = [
    "XTerm*maxGraphicSize: 2048x2048",
    "XTerm*allowWindowOps: true",
    "XTerm*shiftEscape: always",
    #"XTerm*VT100.translations: #override !Ctrl<Btn1Down>: select-start()\n"#
      + #"!Lock Ctrl<Btn1Down>: select-start()\n!Ctrl<Btn2Down>: ignore()\n"#
      + #"!Ctrl<Btn3Down>: start-extend()"#,
  ]
}
