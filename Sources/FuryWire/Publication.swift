/// One attempt to publish a batch into the empty queue, step by step, without touching memory
/// itself.
///
/// FURY's lock is a test and then a set, so two processes can be inside at once; but while the
/// queue is empty its consumer does nothing except toggle the lock word. Hence: only into the empty
/// queue, rows first, then `tail`, then `head`. Before the `head` store the consumer sees an empty
/// queue, after it a complete batch. `model/event-queue.pml` checks the rule for every
/// interleaving, and so does a test with this very type.
public struct Publication: Sendable, Hashable {
  /// What the caller has to do next; `answer` is what it passes to the following ``next(answer:)``.
  public enum Action: Sendable, Hashable {
    /// Load the word; the answer is its value.
    case loadHead, loadTail, loadLock
    /// Compare-and-swap the lock word from 0 to 1; the answer is 1 when that worked, else 0.
    case takeLock
    /// Store event `event` of the batch as row `slot`.
    case writeRow(event: Int, slot: Int)
    /// Store the word, with release ordering.
    case storeTail(Int32)
    /// Store the word, with release ordering.
    case storeHead(Int32)
    /// Store 0, with release ordering.
    case clearLock
    /// Nothing more to do.
    case finish(Outcome)
  }

  /// How an attempt ended.
  public enum Outcome: Sendable, Hashable {
    /// The whole batch is in the queue; `lastSlot` is where its last event lies.
    case published(lastSlot: Int)
    /// The consumer has not taken everything yet: try again later.
    case notEmpty
    /// Somebody is inside: try again later.
    case locked
  }

  enum Step: Sendable, Hashable {
    case begin, head, tail, lock, swap, headAgain, tailAgain
    /// So many rows have been written.
    case rows(Int)
    case tailStored, headStored
    /// The lock has been cleared.
    case leaving(Outcome)
    case done(Outcome)
  }

  /// Events in the batch.
  public let count: Int
  /// The first event's slot.
  public let firstSlot: Int
  private let maxSize: Int
  private let usesLock: Bool
  private var step = Step.begin

  /// Plans a batch.
  ///
  /// - `maxSize`: slots of the queue, at least 1.
  /// - `lastSlot`: the slot used last, by whomever; FURY's consumer may still be reading it.
  /// - `pending`: how many events wait, at least 1.
  /// - `usesLock`: false for raw arrays, whose lock word stays 1 after the first reset.
  /// - `wraps`: false when `maxSize` is only a lower bound, so that a batch must not run over its
  ///   end.
  public init(
    maxSize: Int, lastSlot: Int?, pending: Int, usesLock: Bool = true, wraps: Bool = true
  ) {
    precondition(maxSize >= 1 && pending >= 1)
    self.maxSize = maxSize
    self.usesLock = usesLock
    firstSlot = ((lastSlot ?? -1) + 1) % maxSize
    let room = Self.batchLimit(maxSize: maxSize)
    count = min(pending, wraps ? room : min(room, maxSize - firstSlot))
  }

  /// The largest batch: two slots stay untouched, of which one may still be being read.
  public static func batchLimit(maxSize: Int) -> Int { max(1, maxSize - 2) }

  /// The slot of event `event` of the batch.
  public func slot(of event: Int) -> Int { (firstSlot + event) % maxSize }

  /// The next thing to do, given the answer to the one before (ignored where it has none).
  public mutating func next(answer: Int32 = 0) -> Action {
    switch step {
    case .begin: return go(.head, .loadHead)
    case .head: return answer == -1 ? go(.tail, .loadTail) : end(.notEmpty)
    case .tail:
      guard answer == -1 else { return end(.notEmpty) }
      return usesLock ? go(.lock, .loadLock) : writeRow(0)
    case .lock: return answer == 0 ? go(.swap, .takeLock) : end(.locked)
    case .swap: return answer == 1 ? go(.headAgain, .loadHead) : end(.locked)
    case .headAgain: return answer == -1 ? go(.tailAgain, .loadTail) : leave(.notEmpty)
    case .tailAgain: return answer == -1 ? writeRow(0) : leave(.notEmpty)
    case .rows(let written):
      guard written == count else { return writeRow(written) }
      return go(.tailStored, .storeTail(Int32(slot(of: count - 1))))
    case .tailStored: return go(.headStored, .storeHead(Int32(firstSlot)))
    case .headStored: return leave(.published(lastSlot: slot(of: count - 1)))
    case .leaving(let outcome): return end(outcome)
    case .done(let outcome): return .finish(outcome)
    }
  }

  private mutating func go(_ step: Step, _ action: Action) -> Action {
    self.step = step
    return action
  }

  private mutating func writeRow(_ event: Int) -> Action {
    go(.rows(event + 1), .writeRow(event: event, slot: slot(of: event)))
  }

  private mutating func leave(_ outcome: Outcome) -> Action {
    usesLock ? go(.leaving(outcome), .clearLock) : end(outcome)
  }

  private mutating func end(_ outcome: Outcome) -> Action {
    go(.done(outcome), .finish(outcome))
  }
}
