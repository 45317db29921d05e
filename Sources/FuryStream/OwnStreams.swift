internal import FuryWire
internal import SharedMemory

/// Streams of producers of this project, whose segments say by their names what they are.
enum OwnStreams {
  /// The segments of a stream by its names, nil when they are not complete.
  static func group(_ names: OwnNames) -> StreamGrouping.Group? {
    guard let info = segment(names.info), case .info(let buffers) = info.kind else { return nil }
    var images: [MappedSegment] = []
    for index in 0..<buffers {
      guard let image = segment(names.image(index)) else { return nil }
      images.append(image)
    }
    var group = StreamGrouping.Group(images: images, info: info)
    if let queue = segment(names.queue), let headTail = segment(names.headTail) {
      group.queue = queue
      group.headTail = headTail
    }
    return group
  }

  /// The names of `/dev/shm` whose owner lives, for an owner that `/proc` does not show (another
  /// process namespace): a live owner holds the advisory lock on its info segment.
  static func isOwned(_ names: OwnNames) -> Bool {
    guard let info = try? SharedSegment.open(named: names.info) else { return false }
    if info.tryLock() {
      info.unlock()
      return false
    }
    return true
  }

  private static func segment(_ name: String) -> MappedSegment? {
    guard let status = SystemFile.status(SharedSegment.folder + name) else { return nil }
    return MappedSegment(ProcessMemory.Mapping(name: name, inode: status.inode))
  }
}
