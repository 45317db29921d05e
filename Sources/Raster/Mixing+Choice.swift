extension Mixing {
  /// From here on a picture is rough: see ``Roughness``.
  private static let rough: Float = 6
  /// From here on its colours are far from the palette's, in CIELAB units.
  private static let coarse: Float = 3

  /// Fewer registers than that are for pictures that must be quick.
  private static let manyColors = 128

  /// What `kind` means for `picture` in the colours of `palette`, of which `sample` is a part.
  init(_ kind: PaletteKind, for picture: Picture, palette: Palette, sample: ColorSample) {
    switch kind.dither {
    case .none: self = .none
    case .diffusion: self = .diffusion
    case .ordered, .automatic:
      let roughness = Roughness.mean(of: picture, without: palette.exact[0].color)
      // A pattern blends on smooth surfaces, and where its colours are close together anyway.
      let isNoise =
        kind.dither == .automatic && kind.colors >= Self.manyColors && roughness >= Self.rough
        && palette.meanDistance(to: sample) >= Self.coarse
      self = isNoise ? .diffusion : .pairs(penalty: Self.contrastPenalty(roughness))
    }
  }

  /// How much the contrast of mixed colours counts in a picture of that roughness.
  ///
  /// Fitted to where S-CIELAB errors were lowest: 0.08 or less for gradients, 0.1 to 0.2 for shaded
  /// spheres, 0.4 and more for meshes and streamlines. Bytes fall as it grows.
  private static func contrastPenalty(_ roughness: Float) -> Float {
    min(0.6, max(0.08, 0.02 + 0.075 * roughness))
  }
}

extension Palette {
  /// The mean distance from the colours of `sample` that are not exact to the nearest of the
  /// palette's, in CIELAB units.
  fileprivate func meanDistance(to sample: ColorSample) -> Float {
    let positions = colors.map { color in
      let (red, green, blue) = color.rgb
      return ColorMetric.perceived.position(red: red, green: green, blue: blue)
    }
    let search = NearestColor(positions)
    var (sum, count): (Float, Float) = (0, 0)
    for color in sample.colors where !exact.contains(where: { $0.color == color }) {
      let position = ColorMetric.perceived.position(
        red: UInt8(color >> 16 & 255), green: UInt8(color >> 8 & 255), blue: UInt8(color & 255))
      let difference = position - positions[search.index(of: position)]
      sum += (difference * difference).sum().squareRoot()
      count += 1
    }
    return count > 0 ? sum / count : 0
  }
}
