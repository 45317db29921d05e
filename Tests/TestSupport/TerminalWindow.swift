/// A terminal emulator that a test has opened, on a screen that it can look at and touch. It ends
/// with the last reference.
public protocol TerminalWindow: Sendable {
  /// Where the terminal is seen, and where pointer and keyboard are moved.
  var display: XDisplay { get }
  /// How the terminal ended, or nil while its window is open.
  var status: ExitStatus? { get }
  /// What it complained about.
  var complaints: String { get }

  /// A place, in screen pixels, where the pointer is in the window but in nobody's way: without a
  /// window manager the keyboard is where the pointer is.
  func restingPlace() async throws -> (x: Int, y: Int)
  /// The cells, in screen pixels, and where the window is not a whole number of them, what is left
  /// over.
  func textArea() async throws -> Pixels.Box
  /// Saves the window, without the rest of the screen, as the PNG file `path`.
  func screenshot(_ path: String) async throws
  /// Ends the terminal, and with it the window, as may happen at any time.
  func close() async throws
}

/// What every terminal of the tests has in common.
public enum TerminalLook {
  /// The background, a colour that no scene of the tests has.
  public static let background = Pixels.Color(red: 0x18, green: 0x40, blue: 0x20)
  /// The colour of text.
  public static let foreground = "#d0d0d0"
  /// The font, as fontconfig knows it.
  public static let font = "DejaVu Sans Mono"
}

/// The terminals that tests can open.
public enum TerminalKind: String, Sendable, CaseIterable {
  /// xterm with sixel and 1024 registers.
  case xterm
  /// xterm as Debian sets it up, without sixel.
  case plainXterm
  case mlterm
  /// foot, a Wayland terminal, in a compositor of its own.
  case foot
  case kitty

  /// Opens one of `columns` x `rows` cells that runs `command`, on a display of its own.
  ///
  /// - Parameter folder: takes the place of the user's home, so that nobody's settings are read.
  public func open(
    columns: Int, rows: Int, folder: ScratchFolder, running command: [String]
  ) async throws -> any TerminalWindow {
    // Whether the tests are run over ssh is nothing to the terminal.
    let environment: [String: String?] = [
      "HOME": folder.path, "XDG_CONFIG_HOME": nil, "XDG_CACHE_HOME": nil, "SSH_CONNECTION": nil,
      "TMUX": nil, "WT_SESSION": nil,
    ]
    let display = try await XDisplay()
    switch self {
    case .xterm, .plainXterm:
      return try XTerm(
        on: display, graphics: self == .xterm ? .sixel : .none, columns: columns, rows: rows,
        environment: environment, running: command)
    case .mlterm:
      return try Mlterm(
        on: display, columns: columns, rows: rows, environment: environment, running: command)
    case .foot:
      let weston = try await Weston(
        on: display, width: columns * Foot.cell.width, height: rows * Foot.cell.height,
        folder: folder, environment: environment)
      return try Foot(in: weston, environment: environment, running: command)
    case .kitty:
      return try Kitty(
        on: display, columns: columns, rows: rows, environment: environment, running: command)
    }
  }
}
