import Testing

@testable import Pacing

@Suite struct FramePacerTests {
  @Test func oneFrameInFlightOnALocalTerminal() {
    var pacer = FramePacer()
    #expect(pacer.readyAt() <= 0)
    // The first frame comes with a question of its own before it.
    let first = pacer.sent(bytes: 100_000, at: 100)
    #expect(first)
    #expect(pacer.inFlight == 1 && pacer.readyAt() == 2100)
    #expect(pacer.acknowledged(at: 101) == .other)
    #expect(pacer.inFlight == 1)
    #expect(pacer.acknowledged(at: 121) == .frame(milliseconds: 21))
    #expect(pacer.inFlight == 0 && pacer.readyAt() <= 121)
    #expect(pacer.link.roundTrip == 1)
    #expect(pacer.link.bandwidth == 5000)
    let second = pacer.sent(bytes: 100_000, at: 122)
    #expect(!second)
    #expect(pacer.readyAt() == 2122)
  }

  @Test func aFrameThatWasBegunBeforeItWasWhole() {
    var pacer = FramePacer()
    _ = pacer.sent(bytes: 0, at: 100)
    pacer.completed(bytes: 100_000)
    _ = pacer.acknowledged(at: 101)
    #expect(pacer.acknowledged(at: 121) == .frame(milliseconds: 21))
    #expect(pacer.link.bandwidth == 5000)
    // An answer that nobody asked for came first.
    _ = pacer.sent(bytes: 0, at: 200)
    _ = pacer.acknowledged(at: 201)
    pacer.completed(bytes: 7)
    #expect(pacer.inFlight == 0)
  }

  @Test func twoFramesInFlightOverALongRoundTrip() {
    var pacer = FramePacer()
    _ = pacer.sent(bytes: 50_000, at: 0)
    // Until the link is known, one.
    #expect(pacer.readyAt() == 2000)
    _ = pacer.acknowledged(at: 80)
    _ = pacer.acknowledged(at: 130)
    _ = pacer.sent(bytes: 50_000, at: 200)
    // The second may follow when the first has passed.
    #expect(pacer.readyAt() == 250)
    _ = pacer.sent(bytes: 50_000, at: 250)
    #expect(pacer.inFlight == 2)
    #expect(pacer.readyAt() >= 2000)
    #expect(pacer.acknowledged(at: 330) == .frame(milliseconds: 130))
    #expect(pacer.inFlight == 1 && pacer.readyAt() == 300)
    // A frame that takes longer than the round trip is alone.
    _ = pacer.acknowledged(at: 380)
    _ = pacer.sent(bytes: 100_000, at: 400)
    #expect(pacer.readyAt() == 2400)
  }

  @Test func aLostAnswerNeverStopsTheFrames() {
    var pacer = FramePacer()
    _ = pacer.sent(bytes: 1000, at: 0)
    _ = pacer.acknowledged(at: 1)
    _ = pacer.acknowledged(at: 10)
    _ = pacer.sent(bytes: 1000, at: 20)
    #expect(pacer.readyAt() == 2020)
    _ = pacer.sent(bytes: 1000, at: 2020)
    // An answer frees the way, whichever frame it was for, but says nothing about the time a frame
    // takes; and the next frame waits a little for the other answer.
    #expect(pacer.acknowledged(at: 2030) == .frame(milliseconds: nil))
    let ready = pacer.readyAt()
    #expect(ready > 2030 && ready < 2080)
    _ = pacer.sent(bytes: 1000, at: ready)
    #expect(pacer.acknowledged(at: ready + 9) == .frame(milliseconds: 9))
  }

  @Test func aLateAnswerIsNotTakenForTheNextFrames() {
    var pacer = FramePacer()
    _ = pacer.sent(bytes: 1000, at: 0)
    _ = pacer.acknowledged(at: 1)
    _ = pacer.acknowledged(at: 10)
    _ = pacer.sent(bytes: 1000, at: 20)
    _ = pacer.sent(bytes: 1000, at: 2020)
    // The first frame's answer, two seconds late, and the second's.
    #expect(pacer.acknowledged(at: 2021) == .frame(milliseconds: nil))
    #expect(pacer.acknowledged(at: 2029) == .other)
    // Both have come, so there is nothing more to wait for.
    #expect(pacer.readyAt() <= 2029)
    _ = pacer.sent(bytes: 1000, at: 2030)
    #expect(pacer.acknowledged(at: 2039) == .frame(milliseconds: 9))
  }

  @Test func answersNobodyAskedFor() {
    var pacer = FramePacer()
    #expect(pacer.acknowledged(at: 5) == .other)
    #expect(pacer.inFlight == 0 && pacer.readyAt() <= 5)
    #expect(pacer.link == LinkEstimate())
  }

  @Test func maximumRate() {
    var pacer = FramePacer(maxFramesPerSecond: 10)
    _ = pacer.sent(bytes: 1000, at: 1000)
    _ = pacer.acknowledged(at: 1001)
    _ = pacer.acknowledged(at: 1005)
    #expect(pacer.readyAt() == 1100)
  }

  @Test func leavingTheTerminalForgetsWhatIsOnItsWay() {
    var pacer = FramePacer()
    _ = pacer.sent(bytes: 1000, at: 0)
    pacer.reset()
    #expect(pacer.inFlight == 0 && pacer.readyAt() <= 1)
  }
}
