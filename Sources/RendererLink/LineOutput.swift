internal import Glibc
internal import Synchronization

/// Standard output as JSON lines for whoever started this program.
///
/// Nobody may be reading any more: a line that a full pipe does not take is dropped, so that work
/// never waits.
public final class LineOutput: Sendable {
  private let isCut = Mutex(false)

  /// Prepares standard output and standard error.
  public init() {
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] where Self.isPipe(descriptor) {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  /// Writes a line of the renderer's.
  public func write(_ line: RendererLine) { write(line.json) }

  /// Writes a line, without its end.
  public func write(_ json: String) {
    isCut.withLock { isCut in
      // A line that did not fit whole ends here, so that the next one can be read.
      let text = (isCut ? "\n" : "") + json + "\n"
      let put = Self.put(Array(text.utf8), to: STDOUT_FILENO)
      if put > 0 { isCut = put < text.utf8.count }
    }
  }

  /// One line on standard error. Of what files and their names hold, nothing reaches a terminal that
  /// it would take for a command.
  public static func error(_ text: String) {
    _ = put(Array((plain(text) + "\n").utf8), to: STDERR_FILENO)
  }

  /// `text` with `?` for every character that is not shown as one.
  public static func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        plain.append("?")
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// True for a pipe or a socket, whose other end is a process.
  public static func isPipe(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFIFO || status.st_mode & S_IFMT == S_IFSOCK
  }

  /// Writes as much as is taken without waiting; answers how much.
  private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Int {
    var done = 0
    while done < bytes.count {
      let n = unsafe bytes[done...].withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { break }
      done += n
    }
    return done
  }
}
