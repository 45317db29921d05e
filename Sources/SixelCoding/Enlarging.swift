internal import Raster

/// Which pixel of a picture each pixel of a larger image of it shows.
struct Enlarging {
  private let from: PixelSize
  private let to: PixelSize
  /// The part of the image that is wanted.
  private let part: PixelRect
  /// The picture's first column in the part, and the number of them.
  private let columns: Range<Int>

  init(from: PixelSize, to: PixelSize, part: PixelRect) {
    (self.from, self.to, self.part) = (from, to, part)
    let first = part.x * from.width / to.width
    columns = first..<(part.x + part.width - 1) * from.width / to.width + 1
  }

  /// The picture's pixels that rows `rows` of the image show, which lie within the part.
  func source(ofRows rows: Range<Int>) -> PixelRect {
    let (first, last) = (row(rows.lowerBound), row(rows.upperBound - 1))
    return PixelRect(
      x: columns.lowerBound, y: first, width: columns.count, height: last - first + 1)
  }

  /// The picture's row that row `y` of the image shows.
  func row(_ y: Int) -> Int { y * from.height / to.height }

  /// The picture's column that column `x` of the part shows, counted from the source's first.
  func column(_ x: Int) -> Int { (part.x + x) * from.width / to.width - columns.lowerBound }
}
