/// The shared memory that a process uses, from `/proc/<pid>/maps` and `/proc/<pid>/fd`.
public enum ProcessMemory {
  /// A segment of `/dev/shm` that a process has mapped.
  public struct Mapping: Sendable, Hashable {
    /// The name below `/dev/shm`.
    public var name: String
    /// Its inode.
    public var inode: UInt64
    /// True once the name has been removed.
    public var isDeleted: Bool

    /// A mapping of the segment `name`.
    public init(name: String, inode: UInt64, isDeleted: Bool = false) {
      self.name = name
      self.inode = inode
      self.isDeleted = isDeleted
    }
  }

  /// A file that a process holds open.
  public struct OpenFile: Sendable, Hashable {
    /// The descriptor's number in that process.
    public var descriptor: Int32
    /// Where it leads, with " (deleted)" after it when the name is gone.
    public var target: String
  }

  /// The segments of `/dev/shm` that `pid` has mapped, each once; empty where one may not look.
  public static func mappings(of pid: Int32) -> [Mapping] {
    guard let bytes = SystemFile.contents("/proc/\(pid)/maps", limit: 16 << 20) else { return [] }
    var seen: Set<Mapping> = []
    var found: [Mapping] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let mapping = mapping(line: line), seen.insert(mapping).inserted else { continue }
      found.append(mapping)
    }
    return found
  }

  /// The files that `pid` holds open, ascending; empty where one may not look.
  public static func openFiles(of pid: Int32) -> [OpenFile] {
    let folder = "/proc/\(pid)/fd"
    return SystemFile.entries(folder).compactMap { Int32($0) }.sorted().compactMap { number in
      SystemFile.linkTarget("\(folder)/\(number)").map { OpenFile(descriptor: number, target: $0) }
    }
  }

  /// `address perms offset device inode path`, of which the path may hold spaces.
  private static func mapping(line: ArraySlice<UInt8>) -> Mapping? {
    let folder = Array(SharedSegment.folder.utf8)
    let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
    guard fields.count == 6, let inode = UInt64(String(decoding: fields[4], as: UTF8.self))
    else { return nil }
    let path = fields[5].drop { $0 == UInt8(ascii: " ") }
    guard path.starts(with: folder) else { return nil }
    let name = String(decoding: path.dropFirst(folder.count), as: UTF8.self)
    let deleted = " (deleted)"
    guard name.hasSuffix(deleted) else {
      return Mapping(name: name, inode: inode)
    }
    return Mapping(name: String(name.dropLast(deleted.count)), inode: inode, isDeleted: true)
  }
}
