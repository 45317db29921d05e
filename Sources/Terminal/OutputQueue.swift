import Glibc

/// Everything that is written to the terminal, in order: the only writer there is.
///
/// Writes are at most 16 KB each: larger ones stall some ssh clients, and input is looked at
/// between them. The memory is kept, so that frames of a usual size cost no allocation.
public struct OutputQueue {
  /// Bytes in one write.
  public static let chunk = 16_384
  /// Bytes written already that are kept in front of the others at most.
  private static let slack = 1 << 18

  private var bytes: [UInt8] = []
  private var written = 0
  /// What waits for the end of a picture that is still being made.
  private var later: [UInt8] = []
  /// A picture was begun and not ended: nothing else may come in between.
  public private(set) var isInPicture = false

  public init() {}

  public var isEmpty: Bool { bytes.count == written }

  /// Bytes not yet taken by the kernel.
  public var count: Int { bytes.count - written }

  /// Adds bytes, which are never interleaved with others; behind a picture that was begun.
  public mutating func append(_ more: [UInt8]) {
    if isInPicture { later.append(contentsOf: more) } else { put(more) }
  }

  /// Begins a picture that is still being made.
  public mutating func beginPicture() { isInPicture = true }

  /// Adds the next bytes of the picture that was begun.
  public mutating func appendToPicture(_ more: [UInt8]) {
    precondition(isInPicture)
    put(more)
  }

  /// The picture is whole: what came meanwhile follows.
  public mutating func endPicture() {
    isInPicture = false
    put(later)
    later.removeAll(keepingCapacity: true)
  }

  private mutating func put(_ more: [UInt8]) {
    if written == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      written = 0
    } else if written > Self.slack, written > count {
      bytes.removeSubrange(..<written)
      written = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Drops everything not yet written. Only for leaving: the terminal may be in the middle of a
  /// sequence.
  public mutating func removeAll() {
    isInPicture = false
    later.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    written = 0
  }

  /// Writes one chunk to `descriptor`. False where it takes nothing now; `closed` where it never
  /// will again.
  public mutating func writeChunk(to descriptor: Int32, closed: inout Bool) -> Bool {
    guard !isEmpty else { return false }
    let end = min(bytes.count, written + Self.chunk)
    let n = unsafe bytes[written..<end].withUnsafeBytes {
      unsafe write(descriptor, $0.baseAddress, $0.count)
    }
    guard n > 0 else {
      closed = n < 0 && errno != EAGAIN && errno != EINTR
      return false
    }
    written += n
    return true
  }
}
