/// Reduces pictures of one stream to a palette that is kept as long as it suits them.
///
/// The palette is chosen anew when the error in a sample of a picture grows, when the most frequent
/// colour is not exact in it, or when a picture has so few colours that all can be exact.
public final class Quantizer {
  /// Most registers that a picture may use, 2...256; a change drops the palette.
  public var colors = 256 {
    didSet {
      colors = min(256, max(2, colors))
      if colors != oldValue { dropPalette() }
    }
  }
  /// How missing colours are imitated; a change drops the palette's tables.
  public var dither = Dither.ordered {
    didSet { if dither != oldValue { dropPalette() } }
  }
  /// How many palettes were chosen so far.
  public private(set) var palettesBuilt = 0

  var palette = Palette(complete: [])
  var table: InverseTable?
  var exact: ColorCounter?
  var diffusion = ErrorDiffusion()
  private(set) var acceptedError: Float = 0
  private var isReady = false

  /// A quantiser without a palette; the first picture brings one.
  public init() {}

  /// Forgets the palette: the next picture gets its own.
  public func dropPalette() { isReady = false }

  /// The picture in palette colours.
  public func quantize(_ picture: Picture) -> IndexedPicture {
    prepare(for: picture)
    var positions = quantizeAll(picture)
    while positions == nil {
      choosePalette(for: picture)
      positions = quantizeAll(picture)
    }
    guard let indices = positions else { preconditionFailure("the loop ends with positions") }
    return IndexedPicture(
      width: picture.width, height: picture.height, indices: indices, palette: palette.colors)
  }

  /// The colours in use.
  package var registers: [GridColor] { palette.colors }

  /// Sees to a palette that suits `picture`.
  package func prepare(for picture: Picture) {
    diffusion.restart(width: dither == .diffusion ? picture.width : 0)
    if !isReady || !suits(picture) { choosePalette(for: picture) }
  }

  /// Chooses a palette for `picture` whether or not the present one suits it.
  package func choosePalette(for picture: Picture) {
    palette = PaletteBuilder(limit: colors).palette(for: picture)
    diffusion.restart(width: dither == .diffusion ? picture.width : 0)
    palettesBuilt += 1
    isReady = true
    guard !palette.isComplete else {
      table = nil
      var known = ColorCounter(capacity: palette.exact.count)
      for (color, index) in palette.exact { _ = known.add(color, UInt32(index)) }
      exact = known
      return
    }
    exact = nil
    let roughness = Roughness.mean(of: picture, without: palette.exact[0].color)
    table = InverseTable(
      palette, mixes: dither == .ordered, penalty: Self.contrastPenalty(roughness))
    acceptedError = meanError(of: ColorSample(picture, limit: Self.driftSampleLimit))
  }

  /// How much the contrast of mixed colours counts in a picture of that roughness.
  ///
  /// Fitted to where S-CIELAB errors were lowest: 0.08 or less for gradients, 0.1 to 0.2 for shaded
  /// spheres, 0.4 and more for meshes and streamlines. Bytes fall as it grows.
  private static func contrastPenalty(_ roughness: Float) -> Float {
    min(0.6, max(0.08, 0.02 + 0.075 * roughness))
  }
}
