/// Chooses a palette for a picture.
///
/// A picture of few colours keeps them all. Otherwise the colours that cover much of it stay
/// exact, and the rest share the remaining registers: a histogram, split where the variance is
/// largest (after Wan, Wong and Prusinkiewicz, 1990), refined by k-means, snapped to sixel's grid.
struct PaletteBuilder {
  /// Registers to use, 2...256.
  let limit: Int

  /// Pixels looked at to choose a palette.
  static let sampleLimit = 60_000
  /// Pixels looked at to find frequent colours, which show in fewer.
  private static let frequentSampleLimit = 15_000
  /// Exact colours besides the most frequent one need this share of the picture, in 1/1024.
  private static let frequentShare = 8
  /// At most this many exact colours in a picture of many.
  private static let frequentLimit = 8
  /// Rounds of k-means: few colours need more of them, and they are cheap there.
  private var rounds: Int { limit <= 64 ? 4 : 2 }

  func palette(for picture: Picture) -> Palette {
    if let few = Self.fewColors(of: picture, limit: limit) {
      return Palette(complete: few)
    }
    let frequent = frequentColors(of: ColorSample(picture, limit: Self.frequentSampleLimit))
    let histogram = ColorHistogram(
      ColorSample(picture, limit: Self.sampleLimit), without: frequent)
    let points = ColorPoints(histogram)
    var clusters = VarianceSplit.clusters(of: points, count: limit - frequent.count)
    for _ in 0..<rounds { clusters = KMeans.refine(clusters, points: points) }
    let others = clusters.sorted { $0.weight > $1.weight }.map(\.color)
    return Palette(frequent: frequent, others: others, limit: limit)
  }

  /// The colours of a picture that has at most `limit`, the most frequent first; else nil.
  static func fewColors(of picture: Picture, limit: Int) -> [UInt32]? {
    var counter = ColorCounter(capacity: 1024)
    guard ExactKernel.count(picture, limit: limit, into: &counter) else { return nil }
    return counter.sorted.map(\.color)
  }

  /// The most frequent colour of `sample`, and others that cover a good part of it.
  private func frequentColors(of sample: ColorSample) -> [UInt32] {
    var counter = ColorCounter(capacity: sample.colors.count)
    var at = 0
    let colors = sample.colors
    while at < colors.count {
      var end = at + 1
      while end < colors.count, colors[end] == colors[at] { end += 1 }
      _ = counter.add(colors[at], UInt32(end - at))
      at = end
    }
    let sorted = counter.largest(min(Self.frequentLimit, max(1, limit / 8)))
    let least = UInt32(colors.count * Self.frequentShare / 1024)
    let others = sorted.dropFirst().prefix { $0.number >= max(least, 2) }
    return (sorted.prefix(1) + others).map(\.color)
  }
}
