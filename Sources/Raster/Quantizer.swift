/// Reduces pictures of one stream to a palette that is kept as long as it suits them.
///
/// A palette is chosen anew when the error in a sample of a picture grows, when the most frequent
/// colour is not exact in it, or when a picture has so few colours that all can be exact. With a
/// ``worker`` that happens beside the pictures: the old palette serves until the new one is ready,
/// unless it is far off.
public final class Quantizer {
  /// Most registers that a picture may use, 2...256.
  public var colors = 256 {
    didSet { colors = min(256, max(2, colors)) }
  }
  /// How missing colours are imitated.
  public var dither = Dither.automatic
  /// Runs work on another thread, at once or soon; nil: palettes are chosen in place.
  public var worker: (@Sendable (@escaping @Sendable () -> Void) -> Void)?
  /// How many palettes came into use so far; it stands still while a palette is kept.
  public private(set) var palettesBuilt = 0

  /// A palette that suits the last picture better is wanted, being chosen, or ready for the next.
  public var awaitsPalette: Bool { isPostponed || coming.isOpen }

  /// Errors are diffused in pictures of the palette in use: a part of a picture is then not what
  /// the whole shows there.
  public var isDiffused: Bool { ready.isDiffused }

  /// The palette in use will do for any picture, whatever its colours.
  package var isCertain: Bool { ready.exact == nil }

  var ready = ReadyPalette()
  var diffusion = ErrorDiffusion()
  /// What ``ready`` was made for; nil while there is none.
  private var kind: PaletteKind?
  /// Palettes of other kinds, which come back when their kind is wanted again: a scene that moves
  /// in fewer colours stands still in all of them a moment later.
  private var kept: [PaletteKind: ReadyPalette] = [:]
  private let coming = ComingPalette()
  /// The last picture wanted a palette while another, perhaps a cancelled one, was being chosen.
  private var isPostponed = false

  private static let keptLimit = 2

  /// A quantiser without a palette; the first picture brings one.
  public init() {}

  /// Forgets all palettes: the next picture gets its own.
  public func dropPalette() {
    kind = nil
    kept = [:]
    isPostponed = false
    coming.cancel()
  }

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
      width: picture.width, height: picture.height, indices: indices, palette: registers)
  }

  /// The colours in use.
  package var registers: [GridColor] { ready.palette.colors }

  /// Sees to a palette that suits `picture`.
  package func prepare(for picture: Picture) {
    turn(to: PaletteKind(colors: colors, dither: dither))
    if let new = coming.take() { adopt(new) }
    isPostponed = false
    switch kind == nil ? .useless : ready.fitness(for: picture, colors: colors) {
    case .good: break
    case .poor where worker != nil: chooseBeside(picture)
    case .poor, .useless: choosePalette(for: picture)
    }
  }

  /// Chooses a palette for `picture` whether or not the present one suits it.
  package func choosePalette(for picture: Picture) {
    isPostponed = false
    coming.cancel()
    let wanted = PaletteKind(colors: colors, dither: dither)
    kind = wanted
    adopt(ReadyPalette(for: picture, kind: wanted))
  }

  private func chooseBeside(_ picture: Picture) {
    guard let worker, let kind else { return }
    guard coming.begin() else {
      isPostponed = true
      return
    }
    let coming = coming
    worker { coming.finish(ReadyPalette(for: picture, kind: kind).warmed(by: picture)) }
  }

  private func adopt(_ palette: ReadyPalette) {
    ready = palette
    palettesBuilt += 1
  }

  /// Puts the palette in use away, and takes one of the wanted kind out.
  private func turn(to wanted: PaletteKind) {
    guard wanted != kind else { return }
    coming.cancel()
    if let kind {
      if kept.count >= Self.keptLimit { kept = [:] }
      kept[kind] = ready
    }
    kind = nil
    guard let known = kept.removeValue(forKey: wanted) else { return }
    kind = wanted
    adopt(known)
  }
}
