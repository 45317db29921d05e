internal import FuryWire
internal import SharedMemory
internal import Synchronization

/// Keeps several viewers of one stream apart, through the record in the queue's spare row.
///
/// The record is changed under the advisory lock only, and believed only as far as the process that
/// it names is found alive.
struct ControlDesk: Sendable {
  private static let instances = Atomic<Int>(0)

  /// This producer's identity.
  let me: ControlRecord.Controller

  init() {
    let process = ProcessIdentity.current
    me = ControlRecord.Controller(
      pid: process?.pid ?? 0, startTime: Double(process?.startTime ?? 0),
      instance: Double(Self.instances.add(1, ordering: .relaxed).newValue))
  }

  /// Takes control if asked to and nobody alive has it; answers who has it then.
  func begin(_ queue: QueueMemory, take: Bool) -> EventProducer.Control {
    for _ in 0..<100 {
      if queue.headTail.segment.tryLock() {
        defer { queue.headTail.segment.unlock() }
        let standing = standing(queue.record, isMine: false)
        guard take, standing == .free else { return standing }
        write(to: queue)
        return .mine
      }
      Clock.sleep(nanoseconds: 1_000_000)
    }
    return standing(queue.record, isMine: false)
  }

  /// Takes control from whoever has it; false when the advisory lock is taken just now.
  func take(_ queue: QueueMemory) -> Bool {
    guard queue.headTail.segment.tryLock() else { return false }
    defer { queue.headTail.segment.unlock() }
    write(to: queue)
    return true
  }

  /// Renews the heartbeat of a controller; answers who controls the stream now.
  func refresh(_ queue: QueueMemory, isMine: Bool) -> EventProducer.Control {
    guard queue.headTail.segment.tryLock() else {
      return standing(queue.record, isMine: isMine)
    }
    defer { queue.headTail.segment.unlock() }
    let standing = standing(queue.record, isMine: isMine)
    if standing == .mine { write(to: queue) }
    return standing
  }

  /// Removes this producer from the record, if it is the one there.
  func release(_ queue: QueueMemory) {
    for _ in 0..<20 {
      if queue.headTail.segment.tryLock() {
        defer { queue.headTail.segment.unlock() }
        var record = queue.record
        guard record.controller == me else { return }
        record.controller = nil
        queue.record = record
        return
      }
      Clock.sleep(nanoseconds: 1_000_000)
    }
  }

  /// Who controls a stream with this record; a controller whose record was wiped out stays it.
  func standing(_ record: ControlRecord, isMine: Bool) -> EventProducer.Control {
    guard let controller = record.controller else { return isMine ? .mine : .free }
    if controller == me { return .mine }
    guard record.isFresh(now: Clock.wallMilliseconds()),
      let process = ProcessIdentity(pid: controller.pid),
      Double(process.startTime) == controller.startTime
    else { return isMine ? .mine : .free }
    return .other(pid: controller.pid)
  }

  private func write(to queue: QueueMemory) {
    var record = queue.record
    record.controller = me
    record.heartbeat = Clock.wallMilliseconds()
    queue.record = record
  }
}
