internal import SharedMemory

/// Tells whether the program behind a stream still runs and still has the stream.
struct ProducerWatch: Sendable {
  /// How often the system is asked, in nanoseconds: a dead producer shows within a second.
  static let interval: Int64 = 500_000_000

  let name: String
  let producer: ProcessIdentity?
  private var nextLook: Int64 = 0

  init(_ stream: StreamDescription) {
    name = stream.name
    producer = stream.pid.flatMap { ProcessIdentity(pid: $0) }
  }

  /// True when it is time to ask again.
  mutating func isDue(now: Int64) -> Bool {
    guard now >= nextLook else { return false }
    nextLook = now + Self.interval
    return true
  }

  /// Throws `.ended` when the producer is gone, or when it has let go of an unlinked segment.
  ///
  /// A segment may lose its name while its producer goes on: a Python process that attaches and
  /// exits removes it. So a missing name alone ends nothing.
  func check(_ segment: SharedSegment) throws(StreamError) {
    let status: SegmentStatus
    do { status = try segment.status() } catch { throw StreamError(error) }
    guard let producer else {
      if status.links == 0 && segment.name != nil {
        throw .ended("the memory of \(name) was removed")
      }
      return
    }
    guard producer.isAlive else { throw .ended("process \(producer.pid) is gone") }
    guard status.links == 0, segment.name != nil else { return }
    let isMapped = ProcessMemory.mappings(of: producer.pid).contains { $0.inode == status.inode }
    if !isMapped { throw .ended("process \(producer.pid) closed \(name)") }
  }
}
