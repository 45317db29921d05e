public import FuryWire

/// Takes events out of a stream's queue, in the producer's role of FURY's own interaction class.
///
/// Works against this project's producers and against FURY's `enqueue`. One consumer a queue; used
/// by one thread at a time.
public final class EventConsumer {
  let queue: QueueMemory
  /// Rows that were taken out but were no events.
  public private(set) var refusedRows = 0

  /// Attaches to the queue of `stream`; throws `.invalid` when it has none.
  public init(_ stream: StreamDescription) throws(StreamError) {
    queue = try QueueMemory(stream)
  }

  init(queue: QueueMemory) { self.queue = queue }

  /// The oldest event, nil when there is none or when a producer is inside just now.
  ///
  /// Rows that are no events are passed over and counted.
  public func dequeue() -> FuryEvent? {
    for _ in 0...queue.maxSize {
      guard let row = dequeueRow() else { return nil }
      if let event = try? FuryEvent(row: row) { return event }
      refusedRows += 1
    }
    return nil
  }

  /// The oldest row as it is, nil when there is none or when a producer is inside just now.
  public func dequeueRow() -> SIMD8<Double>? {
    // While the queue is empty the lock word is left alone: FURY's enqueue refuses while it is set.
    guard queue.state.head != -1 else { return nil }
    let usesLock = queue.layout.flavour == .named
    guard !usesLock || queue.takeLock() else { return nil }
    defer { if usesLock { queue.clearLock() } }
    // FURY's enqueue can be inside too, as its lock is not atomic: head and tail are replaced in
    // one step, and only as they were read.
    for _ in 0..<64 {
      let state = queue.state
      guard state.isValid(maxSize: queue.maxSize) else {
        _ = queue.replace(state, by: .empty)
        return nil
      }
      guard let next = state.dequeued(maxSize: queue.maxSize) else { return nil }
      let row = queue.row(next.slot)
      if queue.replace(state, by: next.state) { return row }
    }
    return nil
  }

  /// Puts a row in as FURY's own `enqueue` does: false when the queue is full or locked.
  ///
  /// For tests and for parts that stand in for FURY's server; viewers use ``EventProducer``.
  public func enqueueRow(_ row: SIMD8<Double>) -> Bool {
    guard queue.takeLock() else { return false }
    defer { queue.clearLock() }
    let state = queue.state
    guard let next = state.enqueued(maxSize: queue.maxSize) else { return false }
    queue.store(row, in: next.slot)
    queue.storeTail(next.state.tail)
    if state.isEmpty { queue.storeHead(next.state.head) }
    return true
  }

  /// The number of events that wait.
  public var count: Int { queue.state.count(maxSize: queue.maxSize) }

  /// Head and tail are -1.
  public var isEmpty: Bool { queue.state.isEmpty }
}
