/// What a palette is made for.
struct PaletteKind: Hashable, Sendable {
  /// Most registers, 2...256.
  var colors: Int
  var dither: Dither
}
