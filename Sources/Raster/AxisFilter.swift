/// One axis of a separable resampling: which source positions make each target position.
///
/// Shrinking averages the area that a target pixel covers; enlarging interpolates linearly between
/// the two nearest pixel centres. Weights are 8-bit fixed point and sum to exactly 256 for every
/// target position, so a flat picture stays flat and no result leaves 0...255.
struct AxisFilter: Equatable {
  /// Source positions of the axis.
  let source: Int
  /// Target positions of the axis.
  let target: Int
  /// Weights for every target position; the same for all.
  let taps: Int
  /// First source position for each target position; `first + taps` never exceeds `source`.
  let first: [Int32]
  /// `taps` weights for each target position.
  let weights: [UInt16]

  init(source: Int, target: Int) {
    self.source = source
    self.target = target
    let spans = (0..<target).map { Self.span(of: $0, source: source, target: target) }
    let taps = min(source, spans.map(\.weights.count).max() ?? 1)
    var first: [Int32] = []
    var weights: [UInt16] = []
    for span in spans {
      let start = min(span.first, source - taps)
      var row = [Double](repeating: 0, count: taps)
      for (offset, weight) in span.weights.enumerated() {
        row[span.first - start + offset] = weight
      }
      first.append(Int32(start))
      weights.append(contentsOf: Self.fixedPoint(row))
    }
    self.taps = taps
    self.first = first
    self.weights = weights
  }

  /// The source positions under target position `index` with weights that sum to 1.
  private static func span(
    of index: Int, source: Int, target: Int
  ) -> (first: Int, weights: [Double]) {
    let ratio = Double(source) / Double(target)
    guard target < source else {
      let center = max(0, (Double(index) + 0.5) * ratio - 0.5)
      let first = min(source - 1, Int(center))
      guard first + 1 < source else { return (first, [1]) }
      return (first, [1 - (center - Double(first)), center - Double(first)])
    }
    let low = Double(index) * ratio
    let high = min(Double(source), Double(index + 1) * ratio)
    let first = Int(low)
    let last = min(source - 1, Int(high.rounded(.up)) - 1)
    return (
      first,
      (first...last).map { (min(high, Double($0 + 1)) - max(low, Double($0))) / (high - low) }
    )
  }

  /// Weights in 1/256; rounding errors are carried along so that the sum stays 256.
  private static func fixedPoint(_ weights: [Double]) -> [UInt16] {
    var total = 0.0
    var given = 0
    return weights.map { weight in
      total += weight
      let share = Int((total * 256).rounded()) - given
      given += share
      return UInt16(share)
    }
  }
}
