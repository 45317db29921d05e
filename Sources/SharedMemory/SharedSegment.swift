import CSystem
import Glibc

/// A segment of shared memory, named (`/dev/shm/<name>`) or anonymous, as an open descriptor.
///
/// Reading and writing go through `pread` and `pwrite`: a segment that somebody cuts while it is in
/// use gives a short count here, where a mapping would raise SIGBUS. Words that need atomic access
/// are mapped with ``MappedWords``.
public final class SharedSegment: Sendable {
  /// The name below `/dev/shm`, or nil for an anonymous segment.
  public let name: String?
  /// The descriptor, which this object owns; a child may inherit an anonymous one.
  public let descriptor: Int32
  /// What messages call the segment.
  public let label: String

  init(name: String?, descriptor: Int32, label: String) {
    self.name = name
    self.descriptor = descriptor
    self.label = label
  }

  deinit { close(descriptor) }

  /// Size, identity and rights of the segment as they are now.
  public func status() throws(SharedMemoryError) -> SegmentStatus {
    var found = stat()
    guard unsafe fstat(descriptor, &found) == 0 else {
      throw .system(call: "fstat", subject: label, code: errno)
    }
    return SegmentStatus(found)
  }
}
