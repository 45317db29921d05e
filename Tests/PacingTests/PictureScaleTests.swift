import Pacing
import Testing

@Suite struct PictureScaleTests {
  @Test func scalesRoundUpAndNeverVanish() {
    for scale in PictureScale.allCases {
      for side in 1...50 {
        let scaled = scale.applied(to: side)
        #expect(scaled >= 1 && scaled <= side)
        #expect(abs(Double(scaled) - Double(side) * scale.factor) < 1)
      }
    }
  }
}
