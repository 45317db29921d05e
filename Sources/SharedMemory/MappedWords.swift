import Synchronization

/// Little-endian words of a segment, mapped, each access checked against the length and atomic.
///
/// Offsets are in bytes from the start of the range that was mapped. Where somebody cuts the
/// segment, reads give zeros and ``isDamaged`` becomes true; there is no SIGBUS.
@safe
public final class MappedWords: @unchecked Sendable {
  private let mapping: GuardedMapping

  /// The number of bytes that may be accessed.
  public var byteCount: Int { mapping.byteCount }

  /// Maps `byteCount` bytes of `segment` from `offset`, a multiple of 8, on.
  ///
  /// Throws `.short` when the segment is smaller.
  public init(
    _ segment: SharedSegment, offset: Int = 0, byteCount: Int
  ) throws(SharedMemoryError) {
    guard offset % 8 == 0 else { throw .outOfRange(subject: segment.label) }
    mapping = try GuardedMapping(segment, offset: offset, byteCount: byteCount)
  }

  /// True once an access met the end of a segment that had been cut.
  public var isDamaged: Bool { mapping.isDamaged }

  private func word32(_ offset: Int) -> UnsafeMutablePointer<Atomic<Int32>> {
    precondition(offset >= 0 && offset % 4 == 0 && offset <= byteCount - 4, "word out of range")
    return unsafe (mapping.base + offset).assumingMemoryBound(to: Atomic<Int32>.self)
  }

  private func word64(_ offset: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    precondition(offset >= 0 && offset % 8 == 0 && offset <= byteCount - 8, "word out of range")
    return unsafe (mapping.base + offset).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// The `int32` at `offset`, a multiple of 4 (load-acquire).
  public func int32(at offset: Int) -> Int32 {
    unsafe word32(offset).pointee.load(ordering: .sequentiallyConsistent)
  }

  /// Stores an `int32` at `offset`, a multiple of 4 (store-release).
  public func store(_ value: Int32, at offset: Int) {
    unsafe word32(offset).pointee.store(value, ordering: .sequentiallyConsistent)
  }

  /// Replaces `expected` by `value` at `offset` in one step; false where something else was there.
  public func compareExchange(_ expected: Int32, _ value: Int32, at offset: Int) -> Bool {
    unsafe word32(offset).pointee.compareExchange(
      expected: expected, desired: value, ordering: .sequentiallyConsistent
    ).exchanged
  }

  /// The 8 bytes at `offset`, a multiple of 8, as one word (load-acquire).
  public func uint64(at offset: Int) -> UInt64 {
    unsafe word64(offset).pointee.load(ordering: .sequentiallyConsistent)
  }

  /// Replaces the 8 bytes at `offset` in one step; false where they were not `expected`.
  public func compareExchange(_ expected: UInt64, _ value: UInt64, at offset: Int) -> Bool {
    unsafe word64(offset).pointee.compareExchange(
      expected: expected, desired: value, ordering: .sequentiallyConsistent
    ).exchanged
  }

  /// The `float64` at `offset`, a multiple of 8.
  public func double(at offset: Int) -> Double {
    Double(bitPattern: unsafe word64(offset).pointee.load(ordering: .acquiring))
  }

  /// Stores a `float64` at `offset`, a multiple of 8.
  public func store(_ value: Double, at offset: Int) {
    unsafe word64(offset).pointee.store(value.bitPattern, ordering: .releasing)
  }
}
