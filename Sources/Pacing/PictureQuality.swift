public import Raster

/// How well a picture is to look: what it may cost follows from it.
public struct PictureQuality: Sendable, Hashable {
  /// Most colours of a sixel picture, 2…256; other renderers have all colours.
  public var colors: Int
  public var dither: Dither
  public var scale: PictureScale
  /// The picture stands still: this one is to stay.
  public var isStill: Bool

  /// The best quality there is, unless said otherwise.
  public init(
    colors: Int = 256, dither: Dither = .automatic, scale: PictureScale = .full,
    isStill: Bool = false
  ) {
    self.colors = colors
    self.dither = dither
    self.scale = scale
    self.isStill = isStill
  }

  /// Whether both look the same, apart from what they are for.
  public func looksLike(_ other: PictureQuality) -> Bool {
    colors == other.colors && dither == other.dither && scale == other.scale
  }
}
