import PictureSamples
import Testing

@testable import Pacing

/// Answers that are lost, late, doubled and out of order.
@Suite struct BadAnswerTests {
  private func viewer(
    _ fate: @escaping (Int) -> SimulatedLink.Fate, bandwidth: Double = 1000, roundTrip: Double = 80
  ) -> SimulatedViewer {
    var viewer = SimulatedViewer(
      SimulatedLink(bandwidth: bandwidth, roundTrip: roundTrip, drawing: 5),
      bytes: { _ in 340_000 })
    viewer.fate = fate
    return viewer
  }

  /// One answer is lost, doubled or seconds late; half a minute later all is as if it had not been.
  @Test(arguments: [
    SimulatedLink.Fate.lost, .doubled(later: 1), .doubled(later: 60), .doubled(later: 5000),
    .late(by: 150), .late(by: 1900), .late(by: 4000),
  ])
  func oneBadAnswerIsForgotten(_ fate: SimulatedLink.Fate) {
    for (bandwidth, roundTrip) in [(1000.0, 80.0), (4000, 40), (1000, 5), (30_000, 0.3)] {
      var good = viewer({ _ in .answered }, bandwidth: bandwidth, roundTrip: roundTrip)
      good.run(for: 50_000)
      var bad = viewer(
        { $0 == 50 ? fate : .answered }, bandwidth: bandwidth, roundTrip: roundTrip)
      bad.run(for: 50_000)
      let (age, rate) = (good.age(from: 35_000, part: 0.95), good.rate(from: 35_000))
      #expect(bad.age(from: 35_000, part: 0.95) < 1.25 * age + 10)
      #expect(bad.rate(from: 35_000) > 0.7 * rate)
      #expect(bad.mostInFlight <= 2 && bad.mostOnItsWay <= 3)
    }
  }

  /// Without any answers, a frame every two seconds.
  @Test func noAnswersAtAll() {
    var silent = viewer { _ in .lost }
    silent.run(for: 60_000)
    #expect((25...31).contains(silent.frames.count))
  }

  /// Whatever happens to answers, pictures go on, and never more than two are in flight.
  @Test(arguments: 0..<40)
  func randomSchedules(_ seed: Int) {
    var dice = TestRandom(UInt64(seed))
    let badness = Double.random(in: 0...0.5, using: &dice)
    var fates = TestRandom(UInt64(seed) + 1000)
    var viewer = viewer(
      { _ in
        guard Double.random(in: 0..<1, using: &fates) < badness else { return .answered }
        switch Int.random(in: 0..<3, using: &fates) {
        case 0: return .lost
        case 1: return .doubled(later: Double.random(in: 0...3000, using: &fates))
        default: return .late(by: Double.random(in: 0...3000, using: &fates))
        }
      },
      bandwidth: [300, 1000, 4000, 30_000].randomElement(using: &dice) ?? 1000,
      roundTrip: [0.3, 5, 40, 300].randomElement(using: &dice) ?? 40)
    viewer.run(for: 60_000)
    #expect(viewer.mostInFlight <= 2)
    let times = [0] + viewer.frames.map(\.sent)
    let longest = zip(times, times.dropFirst()).map { $1 - $0 }.max() ?? .infinity
    // The patience, the encoding, and a frame's way to it.
    #expect(longest < max(2000, 8 * (viewer.pacer.link.roundTrip ?? 0)) + 1500)
    // Back to normal when the terminal is.
    viewer.fate = { _ in .answered }
    viewer.run(for: 50_000)
    #expect(viewer.rate(from: 90_000) > 4)
    #expect(viewer.age(from: 90_000, part: 0.95) < 450)
  }

  /// Answers, sends and time in any order: a frame may always be sent within the patience.
  @Test(arguments: 0..<20)
  func neverStuck(_ seed: Int) {
    var dice = TestRandom(UInt64(seed))
    var pacer = FramePacer()
    var now = 0.0
    for _ in 0..<3000 {
      now += Double.random(in: 0...[1.0, 30, 500].randomElement(using: &dice)!, using: &dice)
      if now >= pacer.readyAt() {
        _ = pacer.sent(bytes: Int.random(in: 1...1_000_000, using: &dice), at: now)
      }
      for _ in 0..<Int.random(in: 0...2, using: &dice) { _ = pacer.acknowledged(at: now) }
      #expect(pacer.readyAt() <= now + max(pacer.patience, 1000))
      #expect((0...2).contains(pacer.inFlight))
      let estimate = pacer.link.transmission(of: 100_000)
      #expect(estimate >= 0 && estimate.isFinite)
    }
  }
}
