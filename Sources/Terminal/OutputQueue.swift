import Glibc

/// Everything that is written to the terminal, in order: the only writer there is.
///
/// Writes are at most 16 KB each: larger ones stall some ssh clients, and input is looked at
/// between them.
public struct OutputQueue {
  /// Bytes in one write.
  public static let chunk = 16_384

  private var waiting: [[UInt8]] = []
  private var offset = 0

  public init() {}

  public var isEmpty: Bool { waiting.isEmpty }

  /// Bytes not yet taken by the kernel.
  public var count: Int { waiting.reduce(0) { $0 + $1.count } - offset }

  /// Adds bytes, which are never interleaved with others.
  public mutating func append(_ bytes: [UInt8]) {
    if !bytes.isEmpty { waiting.append(bytes) }
  }

  /// Drops everything not yet written. Only for leaving: the terminal may be in the middle of a
  /// sequence.
  public mutating func removeAll() {
    waiting.removeAll()
    offset = 0
  }

  /// Writes one chunk to `descriptor`. False where it takes nothing now; `closed` where it never
  /// will again.
  public mutating func writeChunk(to descriptor: Int32, closed: inout Bool) -> Bool {
    guard let first = waiting.first else { return false }
    let end = min(first.count, offset + Self.chunk)
    let n = unsafe first[offset..<end].withUnsafeBytes {
      unsafe write(descriptor, $0.baseAddress, $0.count)
    }
    guard n > 0 else {
      closed = n < 0 && errno != EAGAIN && errno != EINTR
      return false
    }
    offset += n
    if offset == first.count {
      waiting.removeFirst()
      offset = 0
    }
    return true
  }
}
