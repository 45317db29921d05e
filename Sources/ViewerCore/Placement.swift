public import Raster

/// Where a frame stands on the screen: aspect kept, as large as its area allows, in the middle of
/// it.
public struct Placement: Sendable, Hashable {
  /// The cells that the image touches.
  public var cells: CellRect
  /// The picture to make: pixels of a sixel image, or half blocks (columns x twice the rows).
  public var picture: PixelSize
  /// The image's size on the screen in terminal pixels.
  public var extent: PixelSize
  /// Its offset from the screen's top left corner in terminal pixels.
  public var left: Int
  public var top: Int

  /// Pixels that a side of a sixel image has at most, whatever the terminal says of itself.
  static let largestSide = 4096

  /// - Parameter frame: the size of the frame, in its own pixels.
  public init(frame: PixelSize, _ request: PictureRequest) {
    let cell = request.cell
    let area = request.area
    var bounds = PixelSize(
      width: max(1, area.columns * cell.width), height: max(1, area.rows * cell.height))
    switch request.renderer {
    case .kitty, .sixel:
      bounds.width = min(bounds.width, Self.largestSide)
      bounds.height = min(bounds.height, Self.largestSide)
      // xterm draws nothing at all beyond its limit.
      if request.renderer == .sixel, let most = request.largestImage {
        bounds.width = max(1, min(bounds.width, most.width))
        bounds.height = max(1, min(bounds.height, most.height))
      }
      extent = Fit.size(of: frame, within: bounds)
      picture = extent
    case .blocks:
      let fitted = Fit.size(of: frame, within: bounds)
      let columns = max(1, (fitted.width + cell.width / 2) / cell.width)
      let rows = max(1, (fitted.height + cell.height / 2) / cell.height)
      extent = PixelSize(width: columns * cell.width, height: rows * cell.height)
      picture = PixelSize(width: columns, height: rows * 2)
    }
    let columns = (extent.width + cell.width - 1) / cell.width
    let rows = (extent.height + cell.height - 1) / cell.height
    cells = CellRect(
      row: area.row + max(0, area.rows - rows) / 2,
      column: area.column + max(0, area.columns - columns) / 2, rows: rows, columns: columns)
    left = (cells.column - 1) * cell.width
    top = (cells.row - 1) * cell.height
  }
}
