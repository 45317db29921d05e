import CSystem
import Glibc

/// A range of a segment, mapped so that an access beyond the end of a segment that was cut meets
/// zero pages and is noted, where it would be a SIGBUS.
@safe
final class GuardedMapping: @unchecked Sendable {
  /// The number of bytes that may be accessed.
  let byteCount: Int
  /// The first of them.
  let base: UnsafeMutableRawPointer
  private let mapping: UnsafeMutableRawPointer
  private let mappedLength: Int
  private let guardNumber: Int32

  /// Maps `byteCount` bytes of `segment` from `offset` on.
  ///
  /// Throws `.short` when the segment is smaller.
  init(_ segment: SharedSegment, offset: Int, byteCount: Int) throws(SharedMemoryError) {
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
  var isDamaged: Bool { fury_mapping_is_damaged(guardNumber) != 0 }
}
