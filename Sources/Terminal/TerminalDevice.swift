import Glibc

/// The tty itself: its descriptor, its line settings as they were found, and the way back to them.
///
/// The descriptor is a file description of its own (opened anew), so that making it non-blocking
/// does not reach the shell. Everything written passes through one ``OutputQueue``; nothing else
/// may write to it.
public final class TerminalDevice {
  /// Open for reading and writing, non-blocking, close-on-exec.
  public let descriptor: Int32
  private let saved: termios

  /// Opens the controlling terminal, or the terminal that standard input is.
  public init() throws(TerminalError) {
    let flags = O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK
    var descriptor = unsafe open("/dev/tty", flags)
    if descriptor < 0, isatty(0) == 1 { descriptor = unsafe open("/proc/self/fd/0", flags) }
    guard descriptor >= 0, isatty(descriptor) == 1 else { throw .noTerminal }
    var settings = termios()
    guard unsafe tcgetattr(descriptor, &settings) == 0 else {
      let error = errno
      close(descriptor)
      throw .system(call: "tcgetattr", errno: error)
    }
    self.descriptor = descriptor
    saved = settings
  }

  deinit { close(descriptor) }

  /// Whether this process may change the terminal: its process group is in the foreground, or the
  /// terminal is not the one that controls it, and so knows no foreground.
  public var isForeground: Bool {
    let group = tcgetpgrp(descriptor)
    return group < 0 ? errno == ENOTTY : group == getpgrp()
  }

  /// The terminal is gone: its window was closed, or the line was hung up.
  public var isGone: Bool { tcgetpgrp(descriptor) < 0 && errno != ENOTTY }

  /// The line settings are those that ``makeRaw()`` made: nobody has taken the terminal over.
  var isStillRaw: Bool {
    var now = termios()
    var raw = saved
    unsafe cfmakeraw(&raw)
    guard unsafe tcgetattr(descriptor, &now) == 0 else { return false }
    return now.c_lflag == raw.c_lflag && now.c_oflag == raw.c_oflag && now.c_iflag == raw.c_iflag
  }

  /// Bytes as they come, nothing echoed, no signals from keys (tcsetattr, TCSAFLUSH).
  public func makeRaw() throws(TerminalError) {
    var raw = saved
    unsafe cfmakeraw(&raw)
    guard unsafe tcsetattr(descriptor, TCSAFLUSH, &raw) == 0 else {
      throw .system(call: "tcsetattr", errno: errno)
    }
  }

  /// The line settings as they were found; what was typed and not yet read is dropped.
  public func restoreSettings() {
    var settings = saved
    while unsafe tcsetattr(descriptor, TCSAFLUSH, &settings) != 0, errno == EINTR {}
  }

  /// Reads what is there, up to 4096 bytes; empty where nothing is, nil where the terminal is gone.
  public func read() -> [UInt8]? {
    var ended = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = 0
      while true {
        let n = unsafe Glibc.read(descriptor, buffer.baseAddress!, buffer.count)
        if n < 0, errno == EINTR { continue }
        if n > 0 { count = n }
        ended = n == 0 || (n < 0 && errno != EAGAIN)
        return
      }
    }
    return ended ? nil : bytes
  }

  /// Waits until there is input, or `milliseconds` have passed; true where there is some.
  public func waitForInput(milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe Glibc.poll(&poll, 1, milliseconds) > 0
  }
}
