import Testing

@testable import Pacing

@Suite struct FramePacerTests {
  @Test func oneFrameInFlight() {
    var pacer = FramePacer()
    #expect(pacer.readyAt() <= 0)
    pacer.sent(at: 100)
    #expect(pacer.readyAt() == 2100)
    #expect(pacer.acknowledged(at: 108) == 8)
    #expect(pacer.readyAt() <= 108)
    #expect(pacer.roundTrip == 8)
  }

  @Test func aLostAnswerNeverStopsTheFrames() {
    var pacer = FramePacer()
    pacer.sent(at: 0)
    #expect(pacer.readyAt() == 2000)
    pacer.sent(at: 2000)
    // An answer frees the way, whichever frame it was for, but says nothing about the time a frame
    // takes.
    #expect(pacer.acknowledged(at: 2010) == nil)
    #expect(pacer.readyAt() <= 2010)
    #expect(pacer.roundTrip == nil)
    pacer.sent(at: 2020)
    #expect(pacer.acknowledged(at: 2028) == 8)
  }

  @Test func answersNobodyAskedFor() {
    var pacer = FramePacer()
    #expect(pacer.acknowledged(at: 5) == nil)
    #expect(pacer.inFlight == 0)
  }

  @Test func maximumRate() {
    var pacer = FramePacer(maxFramesPerSecond: 10)
    pacer.sent(at: 1000)
    _ = pacer.acknowledged(at: 1005)
    #expect(pacer.readyAt() == 1100)
  }

  /// Whatever is lost, delayed or doubled: a frame may always be sent within the patience.
  @Test func neverStuck() {
    var dice = SystemRandomNumberGenerator()
    var pacer = FramePacer()
    var now = 0.0
    for _ in 0..<2000 {
      now += Double.random(in: 0...500, using: &dice)
      if now >= pacer.readyAt() { pacer.sent(at: now) }
      if Bool.random(using: &dice) { _ = pacer.acknowledged(at: now) }
      #expect(pacer.readyAt() <= now + pacer.patience)
      #expect(pacer.inFlight <= 1)
    }
  }
}
