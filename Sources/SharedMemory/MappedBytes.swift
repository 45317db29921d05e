/// The bytes of a segment, mapped for writing pictures into: one copy, no system call each.
///
/// Where somebody cuts the segment, what is written goes nowhere and ``isDamaged`` becomes true;
/// there is no SIGBUS.
@safe
public final class MappedBytes: @unchecked Sendable {
  private let mapping: GuardedMapping

  /// The number of bytes that may be accessed.
  public var byteCount: Int { mapping.byteCount }

  /// Maps `byteCount` bytes of `segment` from `offset` on.
  ///
  /// Throws `.short` when the segment is smaller.
  public init(
    _ segment: SharedSegment, offset: Int = 0, byteCount: Int
  ) throws(SharedMemoryError) {
    mapping = try GuardedMapping(segment, offset: offset, byteCount: byteCount)
  }

  /// True once an access met the end of a segment that had been cut.
  public var isDamaged: Bool { mapping.isDamaged }

  /// Lets `body` write the first `count` bytes; others may read them meanwhile.
  public func withBytes<Result>(
    first count: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    precondition(count >= 0 && count <= byteCount, "bytes out of range")
    return try unsafe body(UnsafeMutableRawBufferPointer(start: mapping.base, count: count))
  }
}
