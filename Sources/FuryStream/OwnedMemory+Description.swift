internal import FuryWire
internal import SharedMemory

extension OwnedMemory {
  /// How others open this stream.
  func describe(_ options: StreamOwner.Options) -> StreamDescription {
    let pid = ProcessIdentity.current?.pid ?? 0
    var stream = StreamDescription(
      name: options.name ?? "\(pid)", pid: pid, program: ProgramName.of(pid),
      flavour: options.name == nil ? .rawArray : .named, info: reference(info, pid),
      images: images.map { reference($0, pid) }, queue: queue.map { reference($0, pid) },
      headTail: headTail.map { reference($0, pid) }, queueSlots: options.queueSlots ?? 0)
    if let last = writer.currentSize { (stream.width, stream.height) = last }
    return stream
  }

  private func reference(_ segment: SharedSegment, _ pid: Int32) -> MemoryReference {
    if let name = segment.name { return .named(name) }
    let status = try? segment.status()
    return .inherited(
      pid: pid, descriptor: segment.descriptor, inode: status?.inode ?? 0, offset: 0,
      byteCount: status?.size ?? 0)
  }
}
