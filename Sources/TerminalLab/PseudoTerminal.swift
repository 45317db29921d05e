import Glibc

/// A pseudo-terminal: this process holds the end that a terminal emulator would hold.
public final class PseudoTerminal: Sendable {
  /// The path of the program's end, such as "/dev/pts/7".
  public let path: String
  /// The emulator's end.
  public let emulatorEnd: Int32
  /// The program's end, held open so that the settings can be read when no program runs.
  private let programEnd: Int32

  /// Opens one of `columns` x `rows` cells and, in total, `pixels`; zero pixels means that the size
  /// in pixels is unknown, as over many an ssh connection.
  public init(columns: Int = 80, rows: Int = 24, pixels: (width: Int, height: Int) = (0, 0)) throws
  {
    var ends: (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    guard unsafe openpty(&ends.0, &ends.1, &name, nil, nil) == 0 else {
      throw LabFailure("no pseudo-terminal: error \(errno)")
    }
    (emulatorEnd, programEnd) = ends
    // Neither end is for the children of tests, which open the path.
    for end in [emulatorEnd, programEnd] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    resize(columns: columns, rows: rows, pixels: pixels)
  }

  deinit {
    close(programEnd)
    close(emulatorEnd)
  }

  /// Changes the size; the program in the foreground gets SIGWINCH.
  public func resize(columns: Int, rows: Int, pixels: (width: Int, height: Int) = (0, 0)) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(pixels.width),
      ws_ypixel: UInt16(pixels.height))
    _ = unsafe ioctl(emulatorEnd, UInt(TIOCSWINSZ), &size)
  }

  /// The present line settings.
  public var modes: TerminalModes {
    get throws { try TerminalModes(of: programEnd) }
  }

  /// Writes spaces at the program's end, as though the program did, until the line takes no byte
  /// more; returns how many it took.
  public func fill() -> Int {
    let flags = fcntl(programEnd, F_GETFL)
    _ = fcntl(programEnd, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(programEnd, F_SETFL, flags) }
    var (space, count) = (UInt8(ascii: " "), 0)
    while unsafe write(programEnd, &space, 1) == 1 { count += 1 }
    return count
  }

  /// Waits up to 100 ms for bytes from the program; empty when none came, nil at the end.
  public func receive() -> [UInt8]? {
    var waiting = pollfd(fd: emulatorEnd, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, 100) > 0 else { return [] }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe chunk.withUnsafeMutableBytes {
      unsafe read(emulatorEnd, $0.baseAddress, $0.count)
    }
    return count > 0 ? Array(chunk[..<count]) : nil
  }

  /// Types: sends bytes to the program.
  public func send(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(emulatorEnd, $0.baseAddress, $0.count) }
  }
}
