public import Pacing
public import Raster

/// What the picture path is to make of a frame; a frame is made anew when this changes.
public struct PictureRequest: Sendable, Hashable {
  public var renderer: Renderer
  /// The cells that the image may cover: full-width rows, never the bottom one.
  public var area: CellRect
  public var cell: PixelSize
  public var largestImage: PixelSize?
  /// The terminal keeps what is around a rectangle of whole cells that is painted again, so that
  /// parts of a picture may be sent.
  public var keepsPixels: Bool
  /// Within what its quality may be chosen.
  public var limits: QualityLimits
  public var encoder: SixelSource
  /// Grows when the terminal lost the picture, which must then be sent again though nothing in it
  /// changed.
  public var generation: Int

  public init(
    renderer: Renderer, area: CellRect, cell: PixelSize, largestImage: PixelSize? = nil,
    keepsPixels: Bool = false, limits: QualityLimits = QualityLimits(),
    encoder: SixelSource = .native, generation: Int = 0
  ) {
    self.renderer = renderer
    self.area = area
    self.cell = cell
    self.largestImage = largestImage
    self.keepsPixels = keepsPixels
    self.limits = limits
    self.encoder = encoder
    self.generation = generation
  }

  /// Bytes that a whole picture at its best may have, before one has been seen: half a byte a
  /// pixel.
  public var expectedBytes: Int { area.columns * cell.width * area.rows * cell.height / 2 }
}
