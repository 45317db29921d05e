import FuryStream
import SharedMemory
import Synchronization

/// A thread that follows a stream exactly as the viewer's picture thread does, and keeps a record.
final class FrameWatcher: Sendable {
  /// Processor time of the thread so far.
  struct Cost: Sendable {
    /// Milliseconds in all.
    var total = 0.0
    var looks = 0
    /// Looks that found nothing new, and their milliseconds.
    var vainLooks = 0
    var vain = 0.0

    static func - (a: Cost, b: Cost) -> Cost {
      Cost(
        total: a.total - b.total, looks: a.looks - b.looks, vainLooks: a.vainLooks - b.vainLooks,
        vain: a.vain - b.vain)
    }

    /// Milliseconds for looking alone: as if the frames that came had not been copied.
    var looking: Double { vainLooks == 0 ? 0 : vain / Double(vainLooks) * Double(looks) }
  }

  private struct Record: Sendable {
    var noticed: [Int64] = []
    var cost = Cost()
    var failure: String?
  }

  private let record = Mutex(Record())
  private let isStopped = Atomic<Bool>(false)
  private let parker = ThreadParker()
  private let thread = Mutex<SystemThread?>(nil)

  init(_ stream: StreamDescription) throws {
    let started = try SystemThread(name: "frame-watcher") { [self] in
      do {
        try follow(stream)
      } catch {
        record.withLock { $0.failure = "\(error)" }
      }
    }
    thread.withLock { $0 = started }
  }

  /// When new frames were there, in nanoseconds of the monotonic clock, since this was last asked.
  func takeNoticed() throws -> [Int64] {
    let taken = record.withLock { record in
      defer { record.noticed.removeAll() }
      return record
    }
    if let failure = taken.failure { throw BenchError(failure) }
    return taken.noticed
  }

  var cost: Cost { record.withLock { $0.cost } }

  func stop() {
    isStopped.store(true, ordering: .releasing)
    parker.unpark()
    thread.withLock { $0 }?.join()
  }

  private func follow(_ stream: StreamDescription) throws {
    let reader = try FrameReader(stream)
    var frame = Frame()
    var pace = LookPace()
    while !isStopped.load(ordering: .acquiring) {
      let arrival = try reader.poll(into: &frame)
      let now = Clock.monotonicNanoseconds()
      var isNew = false
      if case .new = arrival { isNew = true }
      pace.looked(at: now, isNew: isNew)
      record.withLock {
        if isNew { $0.noticed.append(now) }
        let total = ProcessClock.threadMilliseconds
        $0.cost.looks += 1
        if !isNew {
          $0.cost.vainLooks += 1
          $0.cost.vain += total - $0.cost.total
        }
        $0.cost.total = total
      }
      parker.park(nanoseconds: pace.pause(at: Clock.monotonicNanoseconds()))
    }
  }
}
