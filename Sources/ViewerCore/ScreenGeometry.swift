public import Raster

/// The terminal's size, and what it can hold.
public struct ScreenGeometry: Sendable, Hashable {
  /// Cells, at least 1 each.
  public var rows: Int
  public var columns: Int
  /// A cell in pixels, at least 1x1.
  public var cell: PixelSize
  /// The terminal itself told of the cell, so that it is what the terminal takes it for, to the
  /// pixel.
  public var isCellCertain: Bool
  /// The largest image that the terminal draws at all, in pixels; nil where there is no such limit.
  public var largestImage: PixelSize?

  public init(
    rows: Int, columns: Int, cell: PixelSize, isCellCertain: Bool = false,
    largestImage: PixelSize? = nil
  ) {
    self.rows = max(1, rows)
    self.columns = max(1, columns)
    self.cell = PixelSize(width: max(1, cell.width), height: max(1, cell.height))
    self.isCellCertain = isCellCertain
    self.largestImage = largestImage
  }
}

/// A rectangle of cells on the screen.
public struct CellRect: Sendable, Hashable {
  /// The top left cell; the screen's first is row 1, column 1.
  public var row: Int
  public var column: Int
  public var rows: Int
  public var columns: Int

  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = rows
    self.columns = columns
  }
}
