extension Quantizer {
  /// Writes the palette positions of `rect`, a part of `picture` of at most six rows; false if a
  /// complete palette turns out to lack a colour.
  ///
  /// `columns` has a word for each column; its n-th byte, the lowest first, gets the n-th row.
  /// The other bytes are of no meaning. Error diffusion needs whole bands in their order.
  package func quantizeBand(
    _ rect: PixelRect, of picture: Picture, into columns: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let width = picture.width
    precondition(rect.clamped(to: picture.size) == rect && 1...6 ~= rect.height)
    precondition(picture.pixels.count >= width * picture.height * 3)
    return unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      let band = unsafe QuantizedBand(
        pixels: pixels.baseAddress! + (rect.y * width + rect.x) * 3, stride: width * 3,
        width: rect.width, rows: rect.height, left: rect.x, top: rect.y, columns: columns)
      if let exact = ready.exact { return unsafe ExactKernel.quantize(band, colors: exact) }
      guard let table = ready.table else { preconditionFailure("prepare(for:) comes first") }
      if dither == .diffusion {
        unsafe diffusion.quantize(band, palette: ready.palette, table: table)
      } else {
        unsafe TableKernel.quantize(band, background: ready.palette.exact[0], table: table)
      }
      return true
    }
  }

  /// The positions of the whole picture, row by row; nil if a complete palette lacks a colour.
  package func quantizeAll(_ picture: Picture) -> [UInt8]? {
    var indices = [UInt8](repeating: 0, count: picture.width * picture.height)
    var columns = [UInt64](repeating: 0, count: picture.width)
    for top in stride(from: 0, to: indices.isEmpty ? 0 : picture.height, by: 6) {
      let rows = min(6, picture.height - top)
      let rect = PixelRect(x: 0, y: top, width: picture.width, height: rows)
      let complete = unsafe columns.withUnsafeMutableBufferPointer { columns in
        unsafe quantizeBand(rect, of: picture, into: columns.baseAddress!)
      }
      guard complete else { return nil }
      for row in 0..<rows {
        for x in 0..<picture.width {
          indices[(top + row) * picture.width + x] = UInt8(
            truncatingIfNeeded: columns[x] >> UInt64(8 * row))
        }
      }
    }
    return indices
  }
}
