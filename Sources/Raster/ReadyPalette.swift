/// A palette, and what it takes to use it.
///
/// Handed from the thread that made it to those that use it.
struct ReadyPalette: Sendable {
  let palette: Palette
  /// What stands for each colour; nil where every colour is exact.
  let table: InverseTable?
  /// The register of each exact colour where all are; else nil.
  let exact: ColorCounter?
  /// The register nearest to each colour, where errors are diffused; else nil.
  let nearest: NearestTable?
  /// The mean error over a sample of the picture that the palette was chosen for, in CIELAB units, or
  /// those of the metric in which it is diffused.
  let acceptedError: Float
  /// The most frequent colour in that sample, which the palette may lack all the same.
  let acceptedFrequent: UInt32?

  /// Errors are diffused.
  var isDiffused: Bool { nearest != nil }

  /// How well a palette serves a picture.
  enum Fitness {
    case good
    /// Another would serve better; it can be waited for.
    case poor
    /// Not to be shown.
    case useless
  }

  /// A palette of no colours.
  init() {
    palette = Palette(complete: [])
    nearest = nil
    table = nil
    exact = nil
    acceptedError = 0
    acceptedFrequent = nil
  }

  /// Chooses a palette for `picture`.
  init(for picture: Picture, kind: PaletteKind) {
    palette = PaletteBuilder(limit: kind.colors).palette(for: picture)
    guard !palette.isComplete else {
      table = nil
      nearest = nil
      acceptedError = 0
      acceptedFrequent = nil
      var known = ColorCounter(capacity: palette.exact.count)
      for (color, index) in palette.exact { _ = known.add(color, UInt32(index)) }
      exact = known
      return
    }
    exact = nil
    let sample = ColorSample(picture, limit: Self.driftSampleLimit)
    let mixing = Mixing(kind, for: picture, palette: palette, sample: sample)
    let table = InverseTable(palette, mixing)
    self.table = table
    nearest = mixing == .diffusion ? NearestTable(palette) : nil
    acceptedError = table.meanError(of: sample)
    acceptedFrequent = sample.frequentColor(share: Self.frequentShare)
  }

  /// Itself, with the table's entries for the colours of `picture` filled.
  func warmed(by picture: Picture) -> ReadyPalette {
    guard let table else { return self }
    for color in ColorSample(picture, limit: PaletteBuilder.sampleLimit).colors {
      if let nearest { _ = nearest.register(of: color) } else { _ = table.entry(of: color) }
    }
    return self
  }
}
