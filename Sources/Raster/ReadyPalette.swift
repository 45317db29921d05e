/// A palette, and what it takes to use it.
///
/// Handed from the thread that made it to those that use it.
struct ReadyPalette: Sendable {
  let palette: Palette
  /// What stands for each colour; nil where every colour is exact.
  let table: InverseTable?
  /// The register of each exact colour where all are; else nil.
  let exact: ColorCounter?
  /// The mean error over a sample of the picture that the palette was chosen for, in CIELAB units.
  let acceptedError: Float
  /// The most frequent colour in that sample, which the palette may lack all the same.
  let acceptedFrequent: UInt32?

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
      acceptedError = 0
      acceptedFrequent = nil
      var known = ColorCounter(capacity: palette.exact.count)
      for (color, index) in palette.exact { _ = known.add(color, UInt32(index)) }
      exact = known
      return
    }
    exact = nil
    let roughness = Roughness.mean(of: picture, without: palette.exact[0].color)
    let table = InverseTable(
      palette, mixes: kind.dither == .ordered, penalty: Self.contrastPenalty(roughness))
    self.table = table
    let sample = ColorSample(picture, limit: Self.driftSampleLimit)
    acceptedError = table.meanError(of: sample)
    acceptedFrequent = sample.frequentColor(share: Self.frequentShare)
  }

  /// Itself, with the table's entries for the colours of `picture` filled.
  func warmed(by picture: Picture) -> ReadyPalette {
    guard let table else { return self }
    for color in ColorSample(picture, limit: PaletteBuilder.sampleLimit).colors {
      _ = table.entry(of: color)
    }
    return self
  }

  /// How much the contrast of mixed colours counts in a picture of that roughness.
  ///
  /// Fitted to where S-CIELAB errors were lowest: 0.08 or less for gradients, 0.1 to 0.2 for shaded
  /// spheres, 0.4 and more for meshes and streamlines. Bytes fall as it grows.
  private static func contrastPenalty(_ roughness: Float) -> Float {
    min(0.6, max(0.08, 0.02 + 0.075 * roughness))
  }
}
