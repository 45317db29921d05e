internal import FuryWire
internal import SharedMemory

/// Finds the streams in named memory, by what live processes have mapped.
struct NamedStreamSearch {
  /// The processes of this user (for root: all) that have shared memory mapped, oldest first,
  /// because a process that made a stream started before those that it starts to read it.
  private struct Candidate {
    var process: ProcessIdentity
    var mappings: [ProcessMemory.Mapping]
  }

  private let candidates: [Candidate]

  /// Looks through all processes, or through one.
  init(pid: Int32? = nil) {
    let pids = pid.map { [$0] } ?? ProcessIdentity.allPIDs()
    candidates =
      pids.compactMap { pid -> Candidate? in
        let mappings = ProcessMemory.mappings(of: pid)
        guard !mappings.isEmpty, let process = ProcessIdentity(pid: pid) else { return nil }
        return Candidate(process: process, mappings: mappings)
      }
      .sorted { ($0.process.startTime, $0.process.pid) < ($1.process.startTime, $1.process.pid) }
  }

  /// The streams, each once, with the oldest process that has it as its producer.
  func streams() -> [StreamDescription] {
    var seen: Set<UInt64> = []
    var found: [StreamDescription] = []
    for candidate in candidates {
      for group in groups(of: candidate) where seen.insert(group.info.inode).inserted {
        found.append(describe(group, of: candidate.process))
      }
    }
    return found
  }

  private func groups(of candidate: Candidate) -> [StreamGrouping.Group] {
    // A process of this project that only watches maps a queue but no info, so it is no producer.
    // Segments that have nothing to do with streams look like images and do no harm without an
    // info.
    var foreign: [MappedSegment] = []
    var own: [OwnNames] = []
    for mapping in candidate.mappings {
      if let names = OwnNames(segment: mapping.name) {
        if mapping.name == names.info && !mapping.isDeleted { own.append(names) }
      } else if let segment = MappedSegment(mapping) {
        foreign.append(segment)
      }
    }
    return StreamGrouping(foreign).groups() + own.compactMap { OwnStreams.group($0) }
  }

  private func describe(
    _ group: StreamGrouping.Group, of process: ProcessIdentity
  ) -> StreamDescription {
    let readers = candidates.filter { other in
      other.process != process && other.mappings.contains { $0.inode == group.info.inode }
    }
    var stream = StreamDescription(
      name: OwnNames(segment: group.info.name)?.name ?? group.info.name, pid: process.pid,
      program: ProgramName.of(process.pid), info: .named(group.info.name),
      images: group.images.map { .named($0.name) }, queue: group.queue.map { .named($0.name) },
      headTail: group.headTail.map { .named($0.name) }, readers: readers.count,
      viewOnlyReason: group.viewOnlyReason)
    stream.readCurrentSize(imageByteCounts: group.images.map(\.size))
    stream.isImageOrderCertain = Self.isConfirmed(group.images, of: process.pid)
    return stream
  }

  /// Later segments have higher inodes since Linux 5.9; Python also keeps each one's descriptor
  /// open, and a program that has closed none opened them in that order.
  private static func isConfirmed(_ images: [MappedSegment], of pid: Int32) -> Bool {
    let files = ProcessMemory.openFiles(of: pid)
    let numbers = images.compactMap { image in
      files.first { $0.target == SharedSegment.folder + image.name }?.descriptor
    }
    return numbers.count < images.count || numbers == numbers.sorted()
  }
}
