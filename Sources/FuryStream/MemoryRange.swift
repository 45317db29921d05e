internal import SharedMemory

/// An array of a stream, opened: a range of a segment.
struct MemoryRange: Sendable {
  let segment: SharedSegment
  let offset: Int
  let byteCount: Int

  init(segment: SharedSegment, offset: Int, byteCount: Int) {
    self.segment = segment
    self.offset = offset
    self.byteCount = byteCount
  }

  /// The whole of a segment as large as it is now.
  init(whole segment: SharedSegment) throws(StreamError) {
    do {
      self.init(segment: segment, offset: 0, byteCount: try segment.status().size)
    } catch { throw StreamError(error) }
  }

  init(_ reference: MemoryReference) throws(StreamError) {
    do throws(SharedMemoryError) {
      switch reference {
      case .named(let name):
        let segment = try SharedSegment.open(named: name)
        self.init(segment: segment, offset: 0, byteCount: try segment.status().size)
      case .inherited(let pid, let descriptor, let inode, let offset, let byteCount):
        let segment = try SharedSegment.open(path: "/proc/\(pid)/fd/\(descriptor)")
        let status = try segment.status()
        // The number may have been closed and given to another file since it was found.
        guard status.inode == inode, offset >= 0, byteCount > 0,
          status.size >= byteCount, offset <= status.size - byteCount
        else {
          throw .short(subject: "\(reference)", wanted: byteCount, got: status.size)
        }
        self.init(segment: segment, offset: offset, byteCount: byteCount)
      }
    } catch { throw StreamError(error) }
  }

  func read(count: Int, at start: Int = 0) throws(SharedMemoryError) -> [UInt8] {
    try segment.read(count: count, at: offset + start)
  }

  /// Maps the words of this range; `rows` may ask for less than all of it.
  func words(byteCount wanted: Int? = nil) throws(StreamError) -> MappedWords {
    do {
      return try MappedWords(segment, offset: offset, byteCount: wanted ?? byteCount)
    } catch { throw StreamError(error) }
  }
}
