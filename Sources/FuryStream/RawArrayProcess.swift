internal import FuryWire
internal import SharedMemory

/// The raw arrays of one process.
struct RawArrayProcess {
  /// A file of Python's heap.
  private struct Arena {
    var descriptor: Int32
    var inode: UInt64
    var size: Int
  }

  /// Beyond this many bytes in all, nothing is read: no stream is that large.
  private static let byteLimit = 1 << 30

  let pid: Int32
  private let arenas: [Arena]
  private let layouts: [RawArrayLayout]
  /// True when there are words like a stream's, but no explanation, or several that contradict.
  let isAmbiguous: Bool
  private let isQueueAmbiguous: Bool

  /// Nil for a process that made no raw arrays, or that one may not look into.
  init?(_ pid: Int32) {
    let arenas = Self.arenas(of: pid)
    guard !arenas.isEmpty else { return nil }
    var contents: [[UInt8]] = []
    for arena in arenas {
      guard let segment = try? SharedSegment.open(path: "/proc/\(pid)/fd/\(arena.descriptor)"),
        (try? segment.status().inode) == arena.inode,
        let bytes = try? segment.read(count: arena.size, at: 0)
      else { return nil }
      contents.append(bytes)
    }
    let found = RawArrayContents(arenas: contents)
    let solutions = RawArraySolver.solve(found)
    let agreed = Self.agreed(solutions)
    self.pid = pid
    self.arenas = arenas
    layouts = agreed.layouts
    isAmbiguous = agreed.layouts.isEmpty && !found.infos.isEmpty
    isQueueAmbiguous = agreed.isQueueAmbiguous
  }

  /// The streams of this process.
  func streams() -> [StreamDescription] {
    layouts.enumerated().map { index, layout in
      let name = layouts.count == 1 ? "\(pid)" : "\(pid).\(index)"
      var stream = StreamDescription(
        name: name, pid: pid, program: ProgramName.of(pid), flavour: .rawArray,
        info: reference(layout.info, layout.info.end - layout.info.start),
        images: layout.images.map { reference($0, $0.end - $0.start) })
      if let queue = layout.queue {
        let rows = (queue.slots + 1) * QueueLayout.eventDimension * 8
        stream.queue = reference(queue.rows, rows)
        stream.headTail = reference(queue.headTail, HeadTail.byteCount)
        stream.queueSlots = queue.slots
      } else if isQueueAmbiguous {
        stream.viewOnlyReason = "where its event queue lies cannot be told"
      }
      stream.readCurrentSize(imageByteCounts: layout.images.map { $0.end - $0.start })
      return stream
    }
  }

  private func reference(_ block: PythonHeap.Block, _ byteCount: Int) -> MemoryReference {
    let arena = arenas[block.arena]
    return .inherited(
      pid: pid, descriptor: arena.descriptor, inode: arena.inode, offset: block.start,
      byteCount: byteCount)
  }

  /// The arenas that `pid` itself made, in the order in which it made them.
  private static func arenas(of pid: Int32) -> [Arena] {
    var seen: Set<UInt64> = []
    var found: [Arena] = []
    for file in ProcessMemory.openFiles(of: pid) {
      guard file.target.hasSuffix(" (deleted)"), file.target.contains("/pym-\(pid)-"),
        let status = SystemFile.status("/proc/\(pid)/fd/\(file.descriptor)"),
        seen.insert(status.inode).inserted
      else { continue }
      found.append(Arena(descriptor: file.descriptor, inode: status.inode, size: status.size))
    }
    guard found.reduce(0, { $0 + $1.size }) <= byteLimit else { return [] }
    return found.sorted { $0.inode < $1.inode }
  }

  /// What all explanations have in common: the same images for each info, else nothing; the same
  /// queue, else none, and of its possible sizes the smallest.
  static func agreed(
    _ solutions: [[RawArrayLayout]]
  ) -> (layouts: [RawArrayLayout], isQueueAmbiguous: Bool) {
    // The explanation that leaves the fewest words unexplained: most streams, queues and images.
    func rank(_ solution: [RawArrayLayout]) -> (Int, Int, Int) {
      let images = solution.reduce(0) { $0 + $1.images.count }
      return (solution.count, solution.count { $0.queue != nil }, images)
    }
    guard let most = solutions.map(rank).max(by: <) else { return ([], false) }
    let best = solutions.filter { rank($0) == most }
    guard let first = best.first else { return ([], false) }
    var isQueueAmbiguous = false
    var layouts: [RawArrayLayout] = []
    for index in first.indices {
      let rivals = best.map { $0[index] }
      guard let layout = Self.merged(rivals) else { return ([], false) }
      isQueueAmbiguous = isQueueAmbiguous || (layout.queue == nil && first[index].queue != nil)
      layouts.append(layout)
    }
    return (layouts, isQueueAmbiguous)
  }

  private static func merged(_ rivals: [RawArrayLayout]) -> RawArrayLayout? {
    guard var merged = rivals.first else { return nil }
    for rival in rivals.dropFirst() {
      guard rival.info == merged.info, rival.images.count == merged.images.count,
        zip(rival.images, merged.images).allSatisfy({ $0.arena == $1.arena && $0.start == $1.start })
      else { return nil }
      for index in merged.images.indices {
        merged.images[index].end = min(merged.images[index].end, rival.images[index].end)
      }
      guard let queue = merged.queue, let other = rival.queue,
        queue.rows.arena == other.rows.arena, queue.rows.start == other.rows.start,
        queue.headTail == other.headTail
      else {
        merged.queue = nil
        continue
      }
      if other.slots < queue.slots { merged.queue = other }
    }
    return merged
  }
}
