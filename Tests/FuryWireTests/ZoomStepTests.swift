import FuryWire
import Testing

/// Wheel amounts as factors, for those who send them and for those who take them.
@Suite struct ZoomStepTests {
  @Test(arguments: [0.5, 3, 53, 60, 100, 120, 899])
  func oppositeAmountsCancel(_ weel: Double) {
    let product = ZoomStep.pairedFactor(ofWeel: weel) * ZoomStep.pairedFactor(ofWeel: -weel)
    #expect(abs(product - 1) < 1e-12)
    #expect(ZoomStep.pairedFactor(ofWeel: weel) == 1 - weel / 1000, "outwards as FURY")
  }

  @Test func ourStepsCancelHoweverTheyWereMerged() {
    for steps in 1...30 {
      var factor = 1.0
      for _ in 0..<steps { factor /= ZoomStep.outFactor }
      var taken = 1.0
      var rest: Double? = factor
      while let left = rest {
        let (weel, later) = ZoomStep.split(factor: left)
        #expect(ZoomStep.weelRange.contains(weel))
        taken *= ZoomStep.pairedFactor(ofWeel: weel)
        rest = later
      }
      #expect(abs(taken / factor - 1) < 1e-9, "\(steps)")
    }
  }

  @Test(arguments: [1000, 5000, .infinity, -.infinity, .nan, -1e9, -1e308] as [Double])
  func nothingTurnsTheViewOver(_ weel: Double) {
    #expect((0.09...11).contains(ZoomStep.pairedFactor(ofWeel: weel)))
  }
}
