import Glibc

extension SharedSegment {
  /// Bytes that are read and compared at a time: they stay in the processor's nearest cache.
  public static let compareChunk = 32_768

  /// Where the segment differs from `known`, looked for in `range`, whose numbers are those of
  /// `known`; byte 0 of `known` is the segment's byte `offset`. Nil where all is the same.
  ///
  /// The answer is the start of the chunk that differs. Each chunk is read (`pread`) into `scratch`,
  /// which grows to ``compareChunk`` once and is then reused, so nothing is allocated. Throws
  /// `.short` where the segment ends before the range does.
  public func firstDifference(
    from known: [UInt8], in range: Range<Int>, at offset: Int, scratch: inout [UInt8]
  ) throws(SharedMemoryError) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= known.count, "range of known bytes")
    if scratch.count < Self.compareChunk {
      scratch = [UInt8](repeating: 0, count: Self.compareChunk)
    }
    var failure: SharedMemoryError?
    let found = unsafe scratch.withUnsafeMutableBytes { scratch in
      unsafe known.withUnsafeBytes { known -> Int? in
        var start = range.lowerBound
        while start < range.upperBound {
          let count = min(scratch.count, range.upperBound - start)
          do throws(SharedMemoryError) {
            try unsafe read(
              into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<count]), at: offset + start)
          } catch {
            failure = error
            return nil
          }
          if unsafe memcmp(scratch.baseAddress!, known.baseAddress! + start, count) != 0 {
            return start
          }
          start += count
        }
        return nil
      }
    }
    if let failure { throw failure }
    return found
  }
}
