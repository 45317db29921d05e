import CSystem
import Glibc

/// The bytes of a segment, mapped for writing pictures into: one copy, no system call each.
///
/// Where somebody cuts the segment, what is written goes nowhere and ``isDamaged`` becomes true;
/// there is no SIGBUS.
@safe
public final class MappedBytes: @unchecked Sendable {
  /// The number of bytes that may be accessed.
  public let byteCount: Int
  private let base: UnsafeMutableRawPointer
  private let mapping: UnsafeMutableRawPointer
  private let mappedLength: Int
  private let guardNumber: Int32

  /// Maps `byteCount` bytes of `segment` from `offset` on.
  ///
  /// Throws `.short` when the segment is smaller.
  public init(
    _ segment: SharedSegment, offset: Int = 0, byteCount: Int
  ) throws(SharedMemoryError) {
    guard offset >= 0, byteCount > 0 else { throw .outOfRange(subject: segment.label) }
    let size = try segment.status().size
    guard size >= byteCount, offset <= size - byteCount else {
      throw .short(subject: segment.label, wanted: byteCount, got: max(0, size - offset))
    }
    let page = sysconf(Int32(_SC_PAGESIZE))
    let start = offset / page * page
    mappedLength = offset - start + byteCount
    var number: Int32 = 0
    guard
      let address = unsafe fury_map_guarded(
        segment.descriptor, Int64(start), mappedLength, &number)
    else { throw .system(call: "mmap", subject: segment.label, code: errno) }
    unsafe mapping = address
    unsafe base = address + (offset - start)
    guardNumber = number
    self.byteCount = byteCount
  }

  deinit { unsafe fury_unmap_guarded(mapping, mappedLength, guardNumber) }

  /// True once an access met the end of a segment that had been cut.
  public var isDamaged: Bool { fury_mapping_is_damaged(guardNumber) != 0 }

  /// Lets `body` write the first `count` bytes; others may read them meanwhile.
  public func withBytes<Result>(
    first count: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    precondition(count >= 0 && count <= byteCount, "bytes out of range")
    return try unsafe body(UnsafeMutableRawBufferPointer(start: base, count: count))
  }
}
