import Glibc

/// Small reads from `/proc` and `/dev/shm`, without Foundation.
public enum SystemFile {
  /// The whole file, at most `limit` bytes; nil when it cannot be opened or read.
  public static func contents(_ path: String, limit: Int = 4 << 20) -> [UInt8]? {
    let descriptor = retrying { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < limit {
      let got = retrying { unsafe Glibc.read(descriptor, &chunk, chunk.count) }
      guard got >= 0 else { return nil }
      if got == 0 { break }
      bytes += chunk[..<got]
    }
    return bytes
  }

  /// The file as text, invalid UTF-8 repaired.
  public static func text(_ path: String) -> String? {
    contents(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in a folder, unsorted, without `.` and `..`; empty when it cannot be read.
  public static func entries(_ folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // The system ends every name with a zero byte.
      let name = unsafe UnsafeRawPointer(entry.pointer(to: \.d_name)!)
      let text = unsafe String(cString: name.assumingMemoryBound(to: UInt8.self))
      if text != "." && text != ".." { names.append(text) }
    }
    return names
  }

  /// Where a symbolic link points, nil when it is none.
  public static func linkTarget(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let length = unsafe readlink(path, &bytes, bytes.count)
    guard length >= 0 else { return nil }
    return String(decoding: bytes[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Size, inode and owner of what a path leads to.
  public static func status(_ path: String) -> SegmentStatus? {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else { return nil }
    return SegmentStatus(found)
  }
}
