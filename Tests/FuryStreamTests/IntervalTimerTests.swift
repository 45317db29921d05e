import FuryStream
import SharedMemory
import Synchronization
import Testing

@Suite struct IntervalTimerTests {
  private final class Calls: Sendable {
    let count = Atomic<Int>(0)
    let inside = Atomic<Int>(0)
    let overlaps = Atomic<Int>(0)

    func call(for nanoseconds: Int64 = 0) {
      if inside.add(1, ordering: .relaxed).newValue > 1 { overlaps.add(1, ordering: .relaxed) }
      if nanoseconds > 0 { Clock.sleep(nanoseconds: nanoseconds) }
      inside.subtract(1, ordering: .relaxed)
      count.add(1, ordering: .relaxed)
    }
  }

  @Test func callsComeUntilTheStopAndAgainAfterAStart() throws {
    let calls = Calls()
    let timer = try IntervalTimer(milliseconds: 5) { calls.call() }
    #expect(!timer.isRunning)
    #expect(!timer.stop())
    try timer.start()
    try timer.start()
    #expect(timer.isRunning)
    #expect(eventually { calls.count.load(ordering: .relaxed) >= 3 })
    #expect(timer.stop())
    let after = calls.count.load(ordering: .relaxed)
    Clock.sleep(nanoseconds: 30_000_000)
    #expect(calls.count.load(ordering: .relaxed) == after)
    #expect(!timer.stop())
    try timer.start()
    #expect(eventually { calls.count.load(ordering: .relaxed) > after })
    timer.stop()
  }

  @Test func neverTwoAtOnce() throws {
    let calls = Calls()
    let timer = try IntervalTimer(milliseconds: 1) { calls.call(for: 10_000_000) }
    try timer.start()
    #expect(eventually { calls.count.load(ordering: .relaxed) >= 4 })
    timer.stop()
    #expect(calls.overlaps.load(ordering: .relaxed) == 0)
  }

  @Test(arguments: [0, -1, .nan, .infinity] as [Double])
  func anIntervalOfNothingIsAnError(milliseconds: Double) {
    #expect(throws: StreamError.self) { try IntervalTimer(milliseconds: milliseconds) {} }
  }

  @Test func aStopFromTheCallItselfDoesNotHang() throws {
    let calls = Calls()
    let holder = Holder()
    let timer = try IntervalTimer(milliseconds: 1) {
      calls.call()
      holder.timer.withLock { $0 }?.stop()
    }
    holder.timer.withLock { $0 = timer }
    try timer.start()
    #expect(eventually { !timer.isRunning })
    holder.timer.withLock { $0 = nil }
  }

  private final class Holder: Sendable {
    let timer = Mutex<IntervalTimer?>(nil)
  }
}
