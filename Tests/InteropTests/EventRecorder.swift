import FuryStream
import Synchronization

/// Collects what a producer reports.
final class EventRecorder: Sendable {
  private let fates = Mutex<[UInt64: EventProducer.Fate]>([:])
  private let notices = Mutex<[EventProducer.Notice]>([])

  func note(_ token: UInt64, _ fate: EventProducer.Fate) { fates.withLock { $0[token] = fate } }
  func note(_ notice: EventProducer.Notice) { notices.withLock { $0.append(notice) } }

  var allFates: [UInt64: EventProducer.Fate] { fates.withLock { $0 } }
  var allNotices: [EventProducer.Notice] { notices.withLock { $0 } }
  func count(_ fate: EventProducer.Fate) -> Int {
    fates.withLock { $0.values.count { $0 == fate } }
  }
}

extension EventProducer {
  /// A producer whose reports go to `recorder`.
  convenience init(
    _ stream: StreamDescription, takeControl: Bool = true, recorder: EventRecorder
  ) throws {
    try self.init(
      stream, takeControl: takeControl, onFate: { recorder.note($0, $1) },
      onNotice: { recorder.note($0) })
  }
}
