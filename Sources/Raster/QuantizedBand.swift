/// Up to six rows of a picture, and the words that take their palette positions.
@unsafe struct QuantizedBand {
  /// The band's first pixel; rows follow each other without padding.
  var pixels: UnsafePointer<UInt8>
  /// Pixels a row.
  var width: Int
  /// Rows in the band, 1...6.
  var rows: Int
  /// The number of the band's first row in the picture.
  var top: Int
  /// A word for each column, whose n-th byte (the lowest first) is the band's n-th row.
  var columns: UnsafeMutablePointer<UInt64>

  /// The first pixel of row `row` of the band.
  func line(_ row: Int) -> UnsafePointer<UInt8> { unsafe pixels + row * width * 3 }

  /// Where the position of column 0 of row `row` goes; the next column is 8 bytes further.
  func target(_ row: Int) -> UnsafeMutablePointer<UInt8> {
    unsafe UnsafeMutableRawPointer(columns).assumingMemoryBound(to: UInt8.self) + row
  }
}
