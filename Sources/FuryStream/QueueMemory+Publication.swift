internal import FuryWire

extension QueueMemory {
  /// Carries out one attempt to publish `events` after `lastSlot`.
  ///
  /// Returns how it ended and how many of the events it was about.
  func publish(
    _ events: [SIMD8<Double>], after lastSlot: Int?
  ) -> (outcome: Publication.Outcome, count: Int) {
    let isNamed = layout.flavour == .named
    var attempt = Publication(
      maxSize: maxSize, lastSlot: lastSlot, pending: events.count, usesLock: isNamed,
      wraps: isNamed)
    var answer: Int32 = 0
    while true {
      switch attempt.next(answer: answer) {
      case .loadHead: answer = state.head
      case .loadTail: answer = state.tail
      case .loadLock: answer = state.lock
      case .takeLock: answer = takeLock() ? 1 : 0
      case .writeRow(let event, let slot): store(events[event], in: slot)
      case .storeTail(let value): storeTail(value)
      case .storeHead(let value): storeHead(value)
      case .clearLock: clearLock()
      case .finish(let outcome): return (outcome, attempt.count)
      }
    }
  }
}
