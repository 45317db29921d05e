import Glibc

/// The terminal that this program runs in, taken as a viewer takes it: raw, on the other screen.
@safe
final class RawTerminal {
  private let descriptor: Int32
  private var saved = termios()

  init() throws {
    descriptor = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw BenchError("there is no terminal") }
    guard unsafe tcgetattr(descriptor, &saved) == 0 else {
      close(descriptor)
      throw BenchError("there is no terminal")
    }
    var raw = saved
    unsafe cfmakeraw(&raw)
    unsafe tcsetattr(descriptor, TCSANOW, &raw)
    write(Array("\u{1b}[?1049h\u{1b}[?25l".utf8))
  }

  /// Gives the terminal back.
  func leave() {
    write(Array("\u{18}\u{1b}\\\u{1b}[?25h\u{1b}[?1049l".utf8))
    unsafe tcsetattr(descriptor, TCSAFLUSH, &saved)
    close(descriptor)
  }

  /// The pixels of a cell, from the window's size in both units.
  var cell: (width: Int, height: Int)? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0,
      size.ws_xpixel > 0
    else { return nil }
    return (Int(size.ws_xpixel) / Int(size.ws_col), Int(size.ws_ypixel) / Int(size.ws_row))
  }

  /// Writes everything, as fast as the terminal takes it.
  func write(_ bytes: [UInt8]) { Self.write(bytes, to: descriptor) }

  /// Writes everything in pieces of 16 KB, as the viewer does.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done..<min(done + 16_384, bytes.count)].withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// Asks for the terminal's status, and waits until it has answered: until all before is drawn.
  func acknowledge() throws {
    write(Array("\u{1b}[5n".utf8))
    var answer: [UInt8] = []
    while !answer.contains(UInt8(ascii: "n")) {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&waiting, 1, 10_000) > 0 else {
        throw BenchError("the terminal does not answer")
      }
      var chunk = [UInt8](repeating: 0, count: 256)
      let count = unsafe read(descriptor, &chunk, chunk.count)
      guard count > 0 else { throw BenchError("the terminal is gone") }
      answer += chunk[..<count]
    }
  }
}
