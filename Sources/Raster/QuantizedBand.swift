/// Up to six rows of a part of a picture, and the words that take their palette positions.
@unsafe struct QuantizedBand {
  /// The band's first pixel.
  var pixels: UnsafePointer<UInt8>
  /// Bytes from a row to the next.
  var stride: Int
  /// Pixels a row.
  var width: Int
  /// Rows in the band, 1...6.
  var rows: Int
  /// Where in the picture the band's first pixel is: dither patterns hang on the picture, so that a
  /// part of it looks as it does in the whole.
  var left: Int
  var top: Int
  /// A word for each column, whose n-th byte (the lowest first) is the band's n-th row.
  var columns: UnsafeMutablePointer<UInt64>

  /// The first pixel of row `row` of the band.
  func line(_ row: Int) -> UnsafePointer<UInt8> { unsafe pixels + row * stride }

  /// Where the position of column 0 of row `row` goes; the next column is 8 bytes further.
  func target(_ row: Int) -> UnsafeMutablePointer<UInt8> {
    unsafe UnsafeMutableRawPointer(columns).assumingMemoryBound(to: UInt8.self) + row
  }
}
