import PictureSamples
import Testing

@testable import Pacing

/// Pacer and quality together, on links in virtual time.
@Suite struct LinkScenarioTests {
  /// Links, and what their users get from a scene of 340 KB a frame.
  struct Case: Sendable, CustomTestStringConvertible {
    var bandwidth: Double
    var roundTrip: Double
    var age: Double
    var rate: Double
    var testDescription: String { "\(bandwidth) KB/s, \(roundTrip) ms" }
  }

  @Test(arguments: [
    Case(bandwidth: 4000, roundTrip: 40, age: 100, rate: 20),
    Case(bandwidth: 1000, roundTrip: 80, age: 200, rate: 10),
    Case(bandwidth: 1000, roundTrip: 5, age: 150, rate: 10),
    Case(bandwidth: 10_000, roundTrip: 20, age: 100, rate: 12),
    Case(bandwidth: 2000, roundTrip: 300, age: 300, rate: 4),
    Case(bandwidth: 300, roundTrip: 150, age: 300, rate: 5),
  ])
  func aSlowLinkIsUsedAndFramesStayYoung(_ link: Case) {
    // Over ssh the first frames are small; elsewhere the link shows its pace by a large one.
    for assumed in [nil, 1000.0] {
      var viewer = SimulatedViewer(
        SimulatedLink(bandwidth: link.bandwidth, roundTrip: link.roundTrip, drawing: 10),
        assumedBandwidth: assumed, bytes: { _ in 340_000 })
      viewer.run(for: 60_000)
      #expect(viewer.age(from: 3000, part: 0.95) < link.age)
      #expect(viewer.rate(from: 3000) > link.rate)
      #expect(viewer.changes(from: 10_000) <= 1)
      #expect(viewer.mostInFlight <= 2 && viewer.mostOnItsWay <= 2)
      if assumed != nil { #expect(viewer.frames[0].age < 2 * link.age) }
    }
  }

  /// xterm on the same machine, as measured: 10 ms and 0.03 ms a KB.
  @Test func aLocalTerminalGetsTheBestQualityAndOneFrameAtATime() {
    var viewer = SimulatedViewer(
      SimulatedLink(bandwidth: 33_000, roundTrip: 0.3, drawing: 10), bytes: { _ in 450_000 })
    viewer.run(for: 30_000)
    #expect(viewer.changes(from: 0) == 0 && viewer.quality.moving.colors == 256)
    #expect(viewer.quality.moving.scale == .full)
    #expect(viewer.mostOnItsWay == 1)
    #expect(viewer.rate(from: 1000) > 28)
  }

  /// A scene that becomes four times as large and small again.
  @Test func qualityFollowsTheSceneWithoutFlapping() {
    for roundTrip in [5.0, 40, 80] {
      var viewer = SimulatedViewer(
        SimulatedLink(bandwidth: 4000, roundTrip: roundTrip, drawing: 10),
        bytes: { now in now > 20_000 && now < 40_000 ? 400_000 : 100_000 })
      viewer.run(for: 20_000)
      let before = viewer.quality.moving
      viewer.run(for: 20_000)
      #expect(viewer.quality.moving != before)
      #expect(viewer.age(from: 22_000, part: 0.95) < 150)
      viewer.run(for: 60_000)
      #expect(viewer.changes(from: 0) < 16)
      #expect(viewer.changes(from: 80_000) == 0)
    }
  }

  /// Bytes that vary by a third from frame to frame, and sit at the edge of what is affordable.
  @Test func qualityDoesNotFlap() {
    for size in stride(from: 60_000.0, through: 400_000, by: 20_000) {
      var dice = TestRandom(UInt64(size))
      var viewer = SimulatedViewer(
        SimulatedLink(bandwidth: 4000, roundTrip: 40, drawing: 5),
        bytes: { _ in size * Double.random(in: 0.85...1.15, using: &dice) })
      viewer.run(for: 120_000)
      #expect(viewer.changes(from: 10_000) <= 8, "\(size) bytes")
      #expect(viewer.changes(from: 60_000) <= 3, "\(size) bytes")
    }
  }

  @Test func aLinkThatBecomesSlowIsRelearnt() {
    var viewer = SimulatedViewer(
      SimulatedLink(bandwidth: 20_000, roundTrip: 20), bytes: { _ in 340_000 })
    viewer.run(for: 10_000)
    let before = viewer.quality.moving
    viewer.link.bandwidth = 1000
    viewer.link.roundTrip = 80
    viewer.run(for: 10_000)
    #expect(viewer.age(from: 13_000, part: 0.95) < 200)
    #expect(viewer.rate(from: 13_000) > 10)
    viewer.link.bandwidth = 20_000
    viewer.link.roundTrip = 20
    viewer.run(for: 60_000)
    #expect(viewer.quality.moving == before)
  }

  /// A terminal that takes 100 ms for any frame: a plain picture would be no quicker.
  @Test func qualityIsNotGivenAwayForNothing() {
    var dice = TestRandom(7)
    var viewer = SimulatedViewer(
      SimulatedLink(bandwidth: 20_000, roundTrip: 1, drawing: 100),
      bytes: { _ in 300_000 * Double.random(in: 0.8...1.2, using: &dice) })
    viewer.run(for: 60_000)
    #expect(viewer.quality.moving.colors == 256 && viewer.quality.moving.scale == .full)
    #expect(viewer.changes(from: 5000) <= 6 && viewer.changes(from: 30_000) <= 2)
  }
}
