import Pacing
import Testing

@Suite struct StillnessTests {
  @Test func aQuarterOfASecondWithoutAChange() {
    var stillness = Stillness()
    #expect(stillness.isReached(at: 0))
    stillness.changed(at: 100)
    #expect(!stillness.isReached(at: 349) && stillness.isReached(at: 350))
    stillness.changed(at: 349)
    #expect(!stillness.isReached(at: 598) && stillness.isReached(at: 599))
  }

  /// However slow a producer is, its pictures do not become fine and plain in turns for long.
  @Test(arguments: [260.0, 400, 700, 1000, 1500])
  func aSlowSceneIsNotTakenForAStillOne(_ interval: Double) {
    var stillness = Stillness()
    var stills = 0
    for frame in 0..<100 {
      let now = Double(frame) * interval
      stillness.changed(at: now)
      for wait in stride(from: 0, to: interval, by: 10) where stillness.isReached(at: now + wait) {
        stillness.shown(at: now + wait)
        stills += 1
        break
      }
    }
    #expect(stills <= 4)
  }

  @Test func afterALongRestItIsAsAtFirst() {
    var stillness = Stillness()
    for now in stride(from: 0.0, to: 3000, by: 300) {
      stillness.changed(at: now)
      if stillness.isReached(at: now + 299) { stillness.shown(at: now + 299) }
    }
    #expect(!stillness.isReached(at: 2700 + 400))
    stillness.shown(at: 6000)
    stillness.changed(at: 12_000)
    #expect(stillness.isReached(at: 12_250))
  }
}
