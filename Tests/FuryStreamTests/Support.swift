import FuryStream
import Glibc
import SharedMemory
import Synchronization

/// A stream of ours under a name that no other test has.
func makeOwner(
  width: Int = 16, height: Int = 8, buffers: Int = 2, slots: Int? = 8, anonymous: Bool = false
) throws -> StreamOwner {
  let name = "unit-\(getpid())-\(nextName.add(1, ordering: .relaxed).newValue)"
  return try StreamOwner(
    .init(
      name: anonymous ? nil : name, maxWidth: width, maxHeight: height, buffers: buffers,
      queueSlots: slots))
}

private let nextName = Atomic<Int>(0)

/// Collects what a producer reports.
final class Reports: Sendable {
  private let fates = Mutex<[UInt64: EventProducer.Fate]>([:])
  private let notices = Mutex<[EventProducer.Notice]>([])

  func note(_ token: UInt64, _ fate: EventProducer.Fate) { fates.withLock { $0[token] = fate } }
  func note(_ notice: EventProducer.Notice) { notices.withLock { $0.append(notice) } }
  func fate(_ token: UInt64) -> EventProducer.Fate? { fates.withLock { $0[token] } }
  var allNotices: [EventProducer.Notice] { notices.withLock { $0 } }
}

extension EventProducer {
  convenience init(
    _ stream: StreamDescription, takeControl: Bool = true, reports: Reports
  ) throws {
    try self.init(
      stream, takeControl: takeControl, onFate: { reports.note($0, $1) },
      onNotice: { reports.note($0) })
  }
}

/// Waits until something holds; false after far longer than it can take.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = Clock.monotonicNanoseconds() + 30_000_000_000
  while Clock.monotonicNanoseconds() < deadline {
    if try condition() { return true }
    Clock.sleep(nanoseconds: 2_000_000)
  }
  return false
}

/// A path below `/dev/shm` exists.
func exists(_ reference: MemoryReference) -> Bool {
  SystemFile.status("/dev/shm/\(reference)") != nil
}
