import CFuryRTC
import Testing

/// What peers' reports allow; bits a second, and times in microseconds.
@Suite struct BitrateTests {
  private let flow = Flow(least: 300_000, most: 8_000_000, sent: 3_000_000)

  @Test func largerPicturesGetMoreWithinTheBounds() {
    let sizes: [(Int32, Int32)] = [(64, 48), (640, 480), (1280, 720), (3840, 2160)]
    let bits = sizes.map { bitrate_for_size($0, $1, 300_000, 8_000_000) }
    #expect(bits == [300_000, 1_228_800, 3_686_400, 8_000_000])
  }

  @Test func silentPeersLimitNothing() {
    var feedback = Feedback()
    #expect(unsafe feedback_allows(&feedback, 0) == .max)
    unsafe feedback_loss(&feedback, 128, 3_000_000, flow, 1_000_000)
    #expect(unsafe feedback_allows(&feedback, 2_000_000) == 2_250_000)
    #expect(unsafe feedback_allows(&feedback, 7_000_000) == .max, "an old report tells nothing")
  }

  @Test func lossesLowerTheRateAndTheirEndRaisesIt() {
    var feedback = Feedback()
    for _ in 0..<40 { unsafe feedback_loss(&feedback, 255, 1_000_000, flow, 1) }
    #expect(unsafe feedback_allows(&feedback, 1) == 300_000, "not below the least")
    unsafe feedback_loss(&feedback, 12, 300_000, flow, 2)
    #expect(unsafe feedback_allows(&feedback, 2) == 300_000, "5 % are neither")
    for _ in 0..<80 { unsafe feedback_loss(&feedback, 0, 300_000, flow, 3) }
    #expect(unsafe feedback_allows(&feedback, 3) == 8_000_000, "not above the most")
  }

  @Test func anEstimateBindsWhereTheLineIsFull() {
    var feedback = Feedback()
    unsafe feedback_estimate(&feedback, 1_000_000, flow, 1)
    #expect(unsafe feedback_allows(&feedback, 1) == 1_000_000)
    unsafe feedback_estimate(&feedback, 10_000, flow, 2)
    #expect(unsafe feedback_allows(&feedback, 2) == 300_000)
  }

  @Test func anEstimateOfAStillSceneDoesNotLowerTheRate() {
    var feedback = Feedback()
    let still = Flow(least: 300_000, most: 8_000_000, sent: 50_000)
    unsafe feedback_estimate(&feedback, 60_000, still, 1)
    #expect(unsafe feedback_allows(&feedback, 1) == 8_000_000)
    unsafe feedback_estimate(&feedback, 1_200_000, flow, 2)
    unsafe feedback_estimate(&feedback, 90_000, still, 3)
    #expect(unsafe feedback_allows(&feedback, 3) == 1_300_000, "a former limit loosens slowly")
  }

  @Test func theMeterReadsWholeSeconds() {
    var meter = Meter()
    unsafe meter_read(&meter, 1000, 10_000_000)
    unsafe meter_read(&meter, 126_000, 11_000_000)
    #expect(meter.rate == 1_000_000)
    unsafe meter_read(&meter, 500_000, 11_500_000)
    #expect(meter.rate == 1_000_000, "not before a second has passed")
    unsafe meter_read(&meter, 500_001, 30_000_000)
    #expect(meter.rate == 0, "a pause tells nothing")
  }
}
