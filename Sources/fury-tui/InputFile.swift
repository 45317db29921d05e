import Glibc

/// A file that the user names for reading, or standard input for `-`.
enum InputFile {
  /// Bytes at most; a larger file is refused.
  static let limit = 256 << 20

  /// The whole text; bytes that are no UTF-8 are replaced.
  static func text(_ path: String) throws -> String {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let n = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if n < 0, errno == EINTR { continue }
      guard n >= 0 else { throw failure(path) }
      if n == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<n]
      guard bytes.count <= limit else {
        throw Failure("\(path): larger than \(limit >> 20) MB, which is no event log")
      }
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure("\(path): \(unsafe String(cString: strerror(errno)))")
  }
}
