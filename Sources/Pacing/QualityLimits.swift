public import Raster

/// Within what a picture's quality may be chosen: what the user fixed, and what the renderer offers.
public struct QualityLimits: Sendable, Hashable {
  /// What of a picture can be made cheaper.
  public enum Means: Sendable, Hashable {
    /// Colours, dithering and scale: our own sixels.
    case everything
    /// Colours and dithering: libsixel's sixels.
    case colors
    /// The scale: pictures that have all colours.
    case scale
    /// Nothing: half blocks.
    case nothing
  }

  public var means: Means
  /// Colours that the terminal has registers for, 2…256.
  public var mostColors: Int
  /// What the user fixed; nil where it is to be chosen.
  public var colors: Int?
  public var dither: Dither?
  public var scale: PictureScale?

  public init(
    means: Means = .everything, mostColors: Int = 256, colors: Int? = nil, dither: Dither? = nil,
    scale: PictureScale? = nil
  ) {
    self.means = means
    self.mostColors = mostColors
    self.colors = colors
    self.dither = dither
    self.scale = scale
  }

  /// The best quality within these limits: what a still picture gets.
  public var best: PictureQuality {
    PictureQuality(
      colors: max(2, min(colors ?? 256, mostColors)), dither: dither ?? .automatic,
      scale: scale ?? .full)
  }

  /// The qualities to choose from, the best first, with what each costs in relation to the first.
  ///
  /// The costs are means over scenes, good for a first guess. A scale of 3/4 is not among those of
  /// sixel: repeating some columns and rows makes for longer sixels, not for shorter ones.
  var levels: [(quality: PictureQuality, cost: Double)] {
    let best = best
    var levels = [(quality: best, cost: 1.0)]
    for step in Self.steps(means) {
      var quality = best
      if colors == nil { quality.colors = min(quality.colors, step.colors) }
      if dither == nil, step.isPlain { quality.dither = .none }
      if scale == nil { quality.scale = step.scale }
      if !levels.contains(where: { $0.quality == quality }) { levels.append((quality, step.cost)) }
    }
    return levels
  }

  private struct Step {
    var colors = 256
    var isPlain = false
    var scale = PictureScale.full
    var cost: Double
  }

  private static func steps(_ means: Means) -> [Step] {
    switch means {
    case .everything:
      colorSteps + [
        Step(colors: 64, isPlain: true, scale: .half, cost: 0.36),
        Step(colors: 32, isPlain: true, scale: .half, cost: 0.29),
        Step(colors: 16, isPlain: true, scale: .half, cost: 0.21),
        Step(colors: 16, isPlain: true, scale: .third, cost: 0.16),
        Step(colors: 8, isPlain: true, scale: .third, cost: 0.12),
      ]
    case .colors: colorSteps + [Step(colors: 16, isPlain: true, cost: 0.3)]
    case .scale:
      [
        Step(scale: .threeQuarters, cost: 0.6), Step(scale: .half, cost: 0.3),
        Step(scale: .third, cost: 0.15),
      ]
    case .nothing: []
    }
  }

  private static let colorSteps = [
    Step(isPlain: true, cost: 0.75), Step(colors: 128, isPlain: true, cost: 0.68),
    Step(colors: 64, isPlain: true, cost: 0.57), Step(colors: 32, isPlain: true, cost: 0.42),
  ]
}
