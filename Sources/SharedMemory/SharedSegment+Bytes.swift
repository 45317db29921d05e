import Glibc

extension SharedSegment {
  /// Copies `bytes.count` bytes from `offset` on into `bytes` (`pread`).
  ///
  /// Throws `.short` when the segment ends before them.
  public func read(
    into bytes: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SharedMemoryError) {
    guard offset >= 0 else { throw .outOfRange(subject: label) }
    var done = 0
    while done < bytes.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      let got = retrying {
        unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      }
      guard got >= 0 else { throw .system(call: "pread", subject: label, code: errno) }
      guard got > 0 else { throw .short(subject: label, wanted: bytes.count, got: done) }
      done += got
    }
  }

  /// `count` bytes from `offset` on.
  public func read(count: Int, at offset: Int) throws(SharedMemoryError) -> [UInt8] {
    guard count >= 0 else { throw .outOfRange(subject: label) }
    var bytes = [UInt8](repeating: 0, count: count)
    try read(into: &bytes, at: offset)
    return bytes
  }

  /// Fills `bytes` from `offset` on.
  public func read(into bytes: inout [UInt8], at offset: Int) throws(SharedMemoryError) {
    var failure: SharedMemoryError?
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do throws(SharedMemoryError) {
        try unsafe read(into: buffer, at: offset)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Stores `bytes` from `offset` on (`pwrite`); never beyond `size`, which would grow the segment.
  public func write(_ bytes: [UInt8], at offset: Int) throws(SharedMemoryError) {
    let size = try status().size
    guard offset >= 0, offset + bytes.count <= size else {
      throw .short(subject: label, wanted: offset + bytes.count, got: size)
    }
    var failure: SharedMemoryError?
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, failure == nil {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
        let put = retrying {
          unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
        }
        if put > 0 {
          done += put
        } else {
          failure = .system(call: "pwrite", subject: label, code: errno)
        }
      }
    }
    if let failure { throw failure }
  }
}
