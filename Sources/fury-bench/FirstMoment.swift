import Synchronization

/// When something happened for the first time.
final class FirstMoment: Sendable {
  private let first = Mutex<Int64?>(nil)

  func note(_ moment: Int64) { first.withLock { $0 = $0 ?? moment } }

  var moment: Int64? { first.withLock { $0 } }
}
