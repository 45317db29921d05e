import Glibc

/// A file that the user asked for, or standard output for `-`.
final class OutputFile: Sendable {
  private let descriptor: Int32

  /// Refuses `-` where standard output is a terminal: the interface lives there.
  static func check(_ path: String, option: String) throws {
    guard path == "-", isatty(STDOUT_FILENO) == 1 else { return }
    throw Failure(
      "\(option) -: standard output is the terminal; name a file or redirect it",
      status: Failure.usage)
  }

  /// Creates or empties `path`; `-` is standard output.
  init(_ path: String, option: String) throws {
    if path == "-" {
      descriptor = dup(STDOUT_FILENO)
    } else {
      descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else {
      throw Failure("\(option) \(path): \(unsafe String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Writes bytes; false where that fails.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool { Console.writeAll(bytes, to: descriptor) }

  /// Writes a line; false where that fails.
  @discardableResult
  func line(_ text: String) -> Bool { write(Array((text + "\n").utf8)) }
}
