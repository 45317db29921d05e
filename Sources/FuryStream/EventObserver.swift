public import FuryWire

/// Watches a stream's queue without taking anything out; best effort.
///
/// A queue holds events for a few milliseconds only, so what comes and goes between two looks is
/// not seen; ``missed`` counts what the slots show to have been missed.
public struct EventObserver: ~Copyable {
  private let queue: QueueMemory
  private var lastSlot: Int?
  /// Events that went by between two looks, as far as the slots tell.
  public private(set) var missed = 0

  /// Attaches to the queue of `stream`; throws `.invalid` when it has none.
  public init(_ stream: StreamDescription) throws(StreamError) {
    queue = try QueueMemory(stream)
  }

  /// The events that are in the queue now and were not at the last look, oldest first.
  public mutating func look() -> [FuryEvent] {
    let state = queue.state
    guard !state.isEmpty, state.isValid(maxSize: queue.maxSize) else { return [] }
    let size = queue.maxSize
    let slots = (0..<state.count(maxSize: size)).map { (Int(state.head) + $0) % size }
    var fresh = slots[...]
    if let lastSlot, let known = slots.firstIndex(of: lastSlot) {
      fresh = slots[(known + 1)...]
    } else if let lastSlot, let first = slots.first {
      missed += (first - lastSlot - 1 + size) % size
    }
    let events = fresh.compactMap { try? FuryEvent(row: queue.row($0)) }
    lastSlot = slots.last
    return events
  }
}
