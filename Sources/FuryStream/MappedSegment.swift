internal import FuryWire
internal import SharedMemory

/// A segment that a process has mapped, and what its size and header say it is.
struct MappedSegment: Sendable, Hashable {
  /// What a segment can be.
  enum Kind: Sendable, Hashable {
    case info(buffers: Int)
    case queue
    case headTail
    case image
  }

  let name: String
  let inode: UInt64
  let size: Int
  let kind: Kind

  init(name: String, inode: UInt64, size: Int, kind: Kind) {
    self.name = name
    self.inode = inode
    self.size = size
    self.kind = kind
  }

  /// Opens and classifies the segment behind a mapping; nil when it cannot be opened, or when the
  /// name now belongs to other memory.
  init?(_ mapping: ProcessMemory.Mapping) {
    guard !mapping.isDeleted, let segment = try? SharedSegment.open(named: mapping.name),
      let status = try? segment.status(), status.inode == mapping.inode, status.size > 0
    else { return nil }
    let count = min(status.size, 64)
    guard let start = try? segment.read(count: count, at: 0) else { return nil }
    self.init(
      name: mapping.name, inode: status.inode, size: status.size,
      kind: Self.kind(size: status.size, start: start))
  }

  /// Tells the kinds apart; an image is what is nothing else.
  ///
  /// - `start`: the first bytes of the segment, up to 64.
  static func kind(size: Int, start: [UInt8]) -> Kind {
    let words = (0..<(start.count / 4)).map { int32(start, $0 * 4) }
    if size == HeadTail.byteCount, words.count == 3,
      HeadTail(head: words[0], tail: words[1], lock: words[2]).isValid(maxSize: .max)
    {
      return .headTail
    }
    if size >= 24, size % 8 == 0, words.count >= 6 {
      let buffers = (size / 4 - 4) / 2
      if words[0] == 2 + 2 * buffers, words[1] == 1, words[2] == 0 || words[2] == 3,
        (0..<buffers).contains(Int(words[3]))
      {
        return .info(buffers: buffers)
      }
    }
    if size >= 16, start.count >= 16,
      (try? QueueLayout(header: (double(start, 0), double(start, 8)), byteCount: size)) != nil
    {
      return .queue
    }
    return .image
  }

  private static func int32(_ bytes: [UInt8], _ offset: Int) -> Int32 {
    Int32(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) })
  }

  private static func double(_ bytes: [UInt8], _ offset: Int) -> Double {
    Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) })
  }
}
