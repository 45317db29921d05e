extension Quantizer {
  /// Writes the palette positions of the up to six rows of `picture` from row `top` on; false if a
  /// complete palette turns out to lack a colour.
  ///
  /// `columns` has a word for each column; its n-th byte, the lowest first, gets the n-th row.
  /// The other bytes are of no meaning. Error diffusion needs the bands in order.
  package func quantizeBand(
    from top: Int, of picture: Picture, into columns: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let width = picture.width
    precondition(0..<picture.height ~= top)
    precondition(picture.pixels.count >= width * picture.height * 3)
    return unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      let band = unsafe QuantizedBand(
        pixels: pixels.baseAddress! + top * width * 3, width: width,
        rows: min(6, picture.height - top), top: top, columns: columns)
      if let exact { return unsafe ExactKernel.quantize(band, colors: exact) }
      guard let table else { preconditionFailure("prepare(for:) comes first") }
      if dither == .diffusion {
        unsafe diffusion.quantize(band, palette: palette, table: table)
      } else {
        unsafe TableKernel.quantize(band, background: palette.exact[0], table: table)
      }
      return true
    }
  }

  /// The positions of the whole picture, row by row; nil if a complete palette lacks a colour.
  func quantizeAll(_ picture: Picture) -> [UInt8]? {
    var indices = [UInt8](repeating: 0, count: picture.width * picture.height)
    var columns = [UInt64](repeating: 0, count: picture.width)
    for top in stride(from: 0, to: indices.isEmpty ? 0 : picture.height, by: 6) {
      let complete = unsafe columns.withUnsafeMutableBufferPointer { columns in
        unsafe quantizeBand(from: top, of: picture, into: columns.baseAddress!)
      }
      guard complete else { return nil }
      for row in top..<min(top + 6, picture.height) {
        for x in 0..<picture.width {
          indices[row * picture.width + x] = UInt8(
            truncatingIfNeeded: columns[x] >> UInt64(8 * (row - top)))
        }
      }
    }
    return indices
  }
}
