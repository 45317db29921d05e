/// How colours that the palette lacks are imitated.
public enum Dither: String, CaseIterable, Sendable {
  /// The pattern, or diffusion where a picture is so rough and of so many colours that the pattern
  /// would be noise.
  case automatic = "auto"
  /// Every pixel takes one palette colour; the same colour always the same one.
  case none
  /// Pairs of palette colours mixed by a fixed 8x8 pattern: quick, and still where the picture is.
  case ordered
  /// Floyd-Steinberg error diffusion: the truest still picture, slower and longer.
  case diffusion
}
