import Glibc

/// An xterm on a display, running one command. It ends with the last reference.
public final class XTerm: Sendable {
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
  /// The terminal's background, a colour that no scene of the tests has.
  public static let background = Pixels.Color(red: 0x18, green: 0x40, blue: 0x20)

  /// The display it is on.
  public let display: XDisplay
  private let process: ChildProcess

  /// Opens a window of `columns` x `rows` cells at (10, 10) that runs `command`.
  public init(
    on display: XDisplay, graphics: Graphics = .sixel, columns: Int = 80, rows: Int = 24,
    environment: [String: String?] = [:], running command: [String]
  ) throws {
    self.display = display
    var arguments = graphics == .sixel ? ["-ti", "vt340"] : []
    arguments += ["-geometry", "\(columns)x\(rows)+10+10", "-fa", "DejaVu Sans Mono", "-fs", "10"]
    arguments += ["-bg", Self.background.hex, "-fg", "#d0d0d0"]
    for resource in Self.resources { arguments += ["-xrm", resource] }
    process = try ChildProcess(
      "xterm", arguments + ["-e"] + command,
      environment: environment.merging(display.environment) { $1 }, emptyInput: true)
  }

  /// How xterm ended, or nil while its window is open.
  public var status: ExitStatus? { process.status }

  /// What xterm complained about.
  public var complaints: String { process.errors.text }

  /// Ends xterm, and with it the window and the terminal, as may happen at any time.
  public func close() async throws {
    process.signal(SIGTERM)
    try await process.waitForExit()
  }

  /// Gives the window a new size in pixels, as a user does at its corner.
  public func resize(width: Int, height: Int) async throws {
    try await display.xdotool(["windowsize", try await window(), "\(width)", "\(height)"])
  }

  /// The window without its border (1 pixel) and inner margin (2), in screen pixels: the cells, and
  /// where the window is not a whole number of them, what is left over.
  public func textArea() async throws -> Pixels.Box {
    let geometry = try await display.xdotool(["getwindowgeometry", "--shell", try await window()])
    var values: [String: Int] = [:]
    for line in geometry.split(separator: "\n") {
      let parts = line.split(separator: "=")
      if parts.count == 2 { values[String(parts[0])] = Int(parts[1]) }
    }
    guard let x = values["X"], let y = values["Y"], let width = values["WIDTH"],
      let height = values["HEIGHT"]
    else { throw TestFailure("no geometry: \(geometry)") }
    return Pixels.Box(x: x + 3, y: y + 3, width: width - 4, height: height - 4)
  }

  /// Saves the window, without the rest of the screen, as the PNG file `path`.
  public func screenshot(_ path: String) async throws {
    try await Command.run(
      "import", ["-silent", "-window", try await window(), path], environment: display.environment)
  }

  /// The X id of the window, waited for: xterm takes a moment to open it.
  private func window() async throws -> String {
    var failure: any Error = TestFailure("xterm has no window")
    for _ in 0..<100 where status == nil {
      do {
        let found = try await display.xdotool([
          "search", "--onlyvisible", "--pid", "\(process.pid)",
        ])
        if let window = found.split(separator: "\n").first { return String(window) }
      } catch {
        failure = error
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw failure
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
