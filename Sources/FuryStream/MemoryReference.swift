/// Where one array of a stream lies, so that it can be opened.
public enum MemoryReference: Sendable, Hashable {
  /// A segment of `/dev/shm`, by name.
  case named(String)
  /// A part of a file without a name that process `pid` holds open as `descriptor`.
  case inherited(pid: Int32, descriptor: Int32, inode: UInt64, offset: Int, byteCount: Int)
}

extension MemoryReference: CustomStringConvertible {
  /// The name, or the descriptor's path with offset and length.
  public var description: String {
    switch self {
    case .named(let name): name
    case .inherited(let pid, let descriptor, _, let offset, let byteCount):
      "/proc/\(pid)/fd/\(descriptor)@\(offset)+\(byteCount)"
    }
  }
}
