import FuryWire
import Testing

/// FURY's queue arithmetic: case 9 of its own tests, and every size.
@Suite struct HeadTailTests {
  @Test func threeGoInTheFourthIsRefusedFirstInFirstOut() throws {
    var state = HeadTail.empty
    #expect(state.dequeued(maxSize: 3) == nil)
    var slots: [Int] = []
    for _ in 0..<3 {
      let next = try #require(state.enqueued(maxSize: 3))
      slots.append(next.slot)
      state = next.state
    }
    #expect(state.isFull(maxSize: 3))
    #expect(state.enqueued(maxSize: 3) == nil)
    #expect(state.count(maxSize: 3) == 3)
    for slot in slots {
      let next = try #require(state.dequeued(maxSize: 3))
      #expect(next.slot == slot)
      state = next.state
    }
    #expect(state == .empty)
  }

  @Test(arguments: 1...9) func aQueueBehavesAsAList(maxSize: Int) {
    var state = HeadTail.empty
    var list: [Int] = []
    var number = 0
    // A fixed walk that fills, drains and mixes.
    for round in 0..<500 {
      if (round * 7 + round / 11) % 5 < 3 {
        let next = state.enqueued(maxSize: maxSize)
        #expect((next == nil) == (list.count == maxSize))
        if let next {
          state = next.state
          list.append(next.slot)
          number += 1
        }
      } else {
        let next = state.dequeued(maxSize: maxSize)
        #expect(next?.slot == list.first)
        if let next {
          state = next.state
          list.removeFirst()
        }
      }
      #expect(state.count(maxSize: maxSize) == list.count)
      #expect(state.isValid(maxSize: maxSize))
    }
    #expect(number > 50)
  }

  @Test func whatCannotBeIsNotValid() {
    for state in [
      HeadTail(head: 3, tail: 0), HeadTail(head: 0, tail: 3), HeadTail(head: -1, tail: 0),
      HeadTail(head: 0, tail: -1), HeadTail(head: -2, tail: -2), HeadTail(head: 0, tail: 0, lock: 7),
    ] {
      #expect(!state.isValid(maxSize: 3))
    }
    #expect(HeadTail(head: 2, tail: 0, lock: 1).isValid(maxSize: 3))
  }
}
