internal import SharedMemory
internal import Synchronization

/// The newest of a row of values, for any number of readers, each at its own pace.
///
/// A reader asks for what is newer than what it had: it waits while that is all there is, and
/// misses what came and went while it was busy. So nothing queues up for a slow one.
public final class Newest<Value: Sendable>: Sendable {
  /// A value and its place in the row; the first has number 1.
  public struct Item: Sendable {
    /// Its place in the row.
    public var number: UInt64
    /// What was published.
    public var value: Value
  }

  private struct Waiter {
    /// What it has already.
    var number: UInt64
    var resume: @Sendable (Result<Item, any Error>) -> Void
  }

  private struct State {
    var item: Item?
    var lastNumber: UInt64 = 0
    var ending: (any Error)?
    var waiters: [UInt64: Waiter] = [:]
    var lastWaiter: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Nothing has been published.
  public init() {}

  /// What was published last; nil before the first.
  public var current: Item? { state.withLock { $0.item } }

  /// Readers that wait at this moment.
  public var waiting: Int { state.withLock { $0.waiters.count } }

  /// Puts `value` in the place of the last one and wakes who waits. Not after ``finish(_:)``.
  public func publish(_ value: Value) {
    let (item, waiters) = state.withLock { state -> (Item, [Waiter]) in
      state.lastNumber += 1
      let item = Item(number: state.lastNumber, value: value)
      state.item = item
      let woken = state.waiters.filter { $0.value.number < item.number }
      for ticket in woken.keys { state.waiters[ticket] = nil }
      return (item, Array(woken.values))
    }
    for waiter in waiters { waiter.resume(.success(item)) }
  }

  /// Forgets the last value, which is out of date: readers wait for the next one.
  public func clear() { state.withLock { $0.item = nil } }

  /// There will be no more: who waits, and whoever will ask, gets `error`. The first call counts.
  public func finish(_ error: any Error) {
    let (ending, waiters) = state.withLock { state -> (any Error, [Waiter]) in
      state.ending = state.ending ?? error
      defer { state.waiters = [:] }
      return (state.ending ?? error, Array(state.waiters.values))
    }
    for waiter in waiters { waiter.resume(.failure(ending)) }
  }

  /// The newest value once its number is greater than `number` (0: any).
  ///
  /// Throws `CancellationError` when the task is cancelled, and the error given to ``finish(_:)``.
  public func next(after number: UInt64) async throws -> Item {
    let ticket = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        wait(ticket, after: number) { continuation.resume(with: $0) }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiters.removeValue(forKey: ticket) }
      waiter?.resume(.failure(CancellationError()))
    }
  }

  /// The same for a thread that may be blocked, for at most `nanoseconds`; nil when they have
  /// passed.
  public func waitForNext(after number: UInt64, nanoseconds: Int64) throws -> Item? {
    let answer = Answer()
    let ticket = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    wait(ticket, after: number) { answer.give($0) }
    if let result = answer.take(nanoseconds: nanoseconds) { return try result.get() }
    // It may have been answered at this very moment.
    guard state.withLock({ $0.waiters.removeValue(forKey: ticket) }) == nil else { return nil }
    return try answer.take(nanoseconds: 1_000_000_000)?.get()
  }

  private func wait(
    _ ticket: UInt64, after number: UInt64,
    _ resume: @escaping @Sendable (Result<Item, any Error>) -> Void
  ) {
    let answer = state.withLock { state -> Result<Item, any Error>? in
      if let ending = state.ending { return .failure(ending) }
      if let item = state.item, item.number > number { return .success(item) }
      // A task that is cancelled now has been, or will be, looked for under this lock.
      if Task.isCancelled { return .failure(CancellationError()) }
      state.waiters[ticket] = Waiter(number: number, resume: resume)
      return nil
    }
    if let answer { resume(answer) }
  }

  /// One result from one thread to another.
  private final class Answer: Sendable {
    private let result = Mutex<Result<Item, any Error>?>(nil)
    private let parker = ThreadParker()

    func give(_ result: Result<Item, any Error>) {
      self.result.withLock { $0 = result }
      parker.unpark()
    }

    func take(nanoseconds: Int64) -> Result<Item, any Error>? {
      let deadline = Clock.monotonicNanoseconds() + nanoseconds
      while true {
        if let result = result.withLock({ $0 }) { return result }
        let left = deadline - Clock.monotonicNanoseconds()
        guard left > 0 else { return nil }
        parker.park(nanoseconds: left)
      }
    }
  }
}
