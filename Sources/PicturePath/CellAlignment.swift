public import Raster

extension PixelRect {
  /// What shows this rectangle of `picture` in the image that shows the whole at `size`, widened to
  /// whole cells of the image, of which the last ones may be cut off by its edges.
  public func enlarged(from picture: PixelSize, to size: PixelSize, cell: PixelSize) -> PixelRect {
    func side(_ start: Int, _ count: Int, _ source: Int, _ target: Int, _ cell: Int) -> Range<Int> {
      // Column x of the image shows column x * source / target of the picture.
      let first = (start * target + source - 1) / source / cell * cell
      let end = ((start + count) * target + source - 1) / source
      return first..<min(target, (end + cell - 1) / cell * cell)
    }
    let columns = side(x, width, picture.width, size.width, cell.width)
    let rows = side(y, height, picture.height, size.height, cell.height)
    return PixelRect(
      x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
  }
}
