import FuryWire
import Testing

/// The rule that loses nothing, in every interleaving with FURY's consumer.
@Suite struct PublicationTests {
  @Test(arguments: 2...6, QueueModel.Reset.allCases)
  func nothingIsLostDoubledOrReordered(maxSize: Int, reset: QueueModel.Reset) {
    for usesLock in [true, false] {
      for wraps in [true, false] {
        let rules = QueueModel.Rules(
          maxSize: maxSize, events: min(maxSize + 2, 6), reset: reset, usesLock: usesLock,
          wraps: wraps)
        let (failure, states) = QueueModel.check(rules)
        #expect(failure == nil, "\(rules)")
        #expect(states > 500)
      }
    }
  }

  /// The model would notice: a producer that starts at slot 0 again overwrites what is being read.
  @Test(arguments: 2...6) func startingAtSlotZeroIsFoundOut(maxSize: Int) {
    let rules = QueueModel.Rules(
      maxSize: maxSize, events: 4, reset: .atOnce, usesLock: true, wraps: true, forgetsSlot: true)
    #expect(QueueModel.check(rules).failure != nil)
  }

  @Test func batchesRotateAndLeaveTheLastSlotAlone() {
    for maxSize in 2...60 {
      var last: Int?
      for pending in 1...200 {
        for wraps in [true, false] {
          let plan = Publication(maxSize: maxSize, lastSlot: last, pending: pending, wraps: wraps)
          let slots = (0..<plan.count).map { plan.slot(of: $0) }
          #expect(plan.count >= 1 && plan.count <= max(1, maxSize - 2) && plan.count <= pending)
          #expect(Set(slots).count == slots.count)
          #expect(slots.allSatisfy { (0..<maxSize).contains($0) })
          if let last { #expect(!slots.contains(last)) }
          if !wraps { #expect(slots == Array(slots[0]...slots[slots.count - 1])) }
          if wraps { last = slots.last }
        }
      }
    }
    #expect(Publication(maxSize: 1, lastSlot: 0, pending: 9).count == 1)
  }

  @Test func aFullOrLockedQueueIsLeftAlone() {
    var attempt = Publication(maxSize: 5, lastSlot: nil, pending: 2)
    #expect(attempt.next() == .loadHead)
    #expect(attempt.next(answer: 3) == .finish(.notEmpty))
    attempt = Publication(maxSize: 5, lastSlot: nil, pending: 2)
    let answers: [(Publication.Action, Int32)] = [(.loadHead, -1), (.loadTail, -1), (.loadLock, 1)]
    var answer: Int32 = 0
    for (action, reply) in answers {
      #expect(attempt.next(answer: answer) == action)
      answer = reply
    }
    #expect(attempt.next(answer: answer) == .finish(.locked))
  }
}
