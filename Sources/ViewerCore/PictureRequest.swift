public import Raster

/// What the picture path is to make of a frame; a frame is made anew when this changes.
public struct PictureRequest: Sendable, Hashable {
  public var renderer: Renderer
  /// The cells that the image may cover: full-width rows, never the bottom one.
  public var area: CellRect
  public var cell: PixelSize
  public var largestImage: PixelSize?
  /// Colours of a sixel image, 2…256.
  public var colors: Int
  public var dither: Dither
  public var encoder: SixelSource
  /// Grows when the terminal lost the picture, which must then be sent again though nothing in it
  /// changed.
  public var generation: Int

  public init(
    renderer: Renderer, area: CellRect, cell: PixelSize, largestImage: PixelSize? = nil,
    colors: Int = 256, dither: Dither = .ordered, encoder: SixelSource = .native,
    generation: Int = 0
  ) {
    self.renderer = renderer
    self.area = area
    self.cell = cell
    self.largestImage = largestImage
    self.colors = colors
    self.dither = dither
    self.encoder = encoder
    self.generation = generation
  }
}
