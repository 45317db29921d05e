internal import Glibc

/// Lines from a descriptor, as far as they have come.
public struct LineReader: Sendable {
  /// Where the lines come from.
  public let descriptor: Int32
  private var bytes: [UInt8] = []
  /// The other side has closed it.
  public private(set) var isAtEnd = false

  /// Nothing is read yet.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Reads what is there, at most once; call it when the descriptor is readable.
  public mutating func fill() {
    var chunk = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
      // Nobody writes lines of a megabyte: whatever that is, it is not for us.
      if bytes.count > 1 << 20 { bytes.removeAll() }
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      isAtEnd = true
    }
  }

  /// The next whole line without its end; the rest too, once there is no more to come.
  public mutating func next() -> String? {
    if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
      defer { bytes.removeSubrange(...end) }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
    guard isAtEnd, !bytes.isEmpty else { return nil }
    defer { bytes.removeAll() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Everything until the end, or what came within `milliseconds`; true at the end.
  public static func readAll(_ descriptor: Int32, milliseconds: Int) -> (
    text: String, isAtEnd: Bool
  ) {
    var reader = LineReader(descriptor)
    var lines: [String] = []
    var left = milliseconds
    while !reader.isAtEnd, left > 0 {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let step = min(left, 50)
      if unsafe poll(&wanted, 1, Int32(step)) > 0 { reader.fill() } else { left -= step }
      while let line = reader.next() { lines.append(line) }
    }
    return (lines.joined(separator: "\n"), reader.isAtEnd)
  }
}
