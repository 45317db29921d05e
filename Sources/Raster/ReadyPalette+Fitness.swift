extension ReadyPalette {
  /// Pixels looked at in every picture to see whether the palette still suits.
  static let driftSampleLimit = 4_000
  /// A colour that covers this much of it should be exact.
  static let frequentShare = 1.0 / 64

  /// How well the palette serves `picture`, which may have `colors` colours.
  func fitness(for picture: Picture, colors: Int) -> Fitness {
    // Of a complete palette every pixel is looked up anyway, and a stranger is noticed there.
    guard !palette.isComplete, let table else { return .good }
    let sample = ColorSample(picture, limit: Self.driftSampleLimit)
    if sample.hasAtMost(colors), PaletteBuilder.fewColors(of: picture, limit: colors) != nil {
      return .useless
    }
    let error = table.meanError(of: sample)
    if error > acceptedError * 3 + 4 { return .useless }
    if error > acceptedError * 1.4 + 0.4 { return .poor }
    if let frequent = sample.frequentColor(share: Self.frequentShare),
      frequent != acceptedFrequent, !palette.exact.contains(where: { $0.color == frequent })
    {
      return .poor
    }
    return .good
  }
}

extension InverseTable {
  /// The mean distance between the colours of `sample` and what stands for them, in CIELAB units.
  func meanError(of sample: ColorSample) -> Float {
    guard !sample.colors.isEmpty else { return 0 }
    var sum: UInt64 = 0
    for color in sample.colors { sum += UInt64(entry(of: color) >> 24) }
    return Float(sum) / 4 / Float(sample.colors.count)
  }
}
