extension Quantizer {
  /// Writes the palette positions of `rect`, a part of `picture` of at most six rows; false if a
  /// complete palette turns out to lack a colour.
  ///
  /// `columns` has a word for each column; its n-th byte, the lowest first, gets the n-th row.
  /// The other bytes are of no meaning. Not where errors are diffused, which needs whole pictures.
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
      precondition(!ready.isDiffused)
      unsafe TableKernel.quantize(band, background: ready.palette.exact[0], table: table)
      return true
    }
  }

  /// Writes the palette positions of the whole picture, a word a column as above, band after band;
  /// false if a complete palette lacks a colour.
  package func quantizeBands(of picture: Picture, into columns: inout [UInt64]) -> Bool {
    let (width, height) = (picture.width, picture.height)
    let count = bandWords(of: picture)
    if columns.count < count { columns = [UInt64](repeating: 0, count: count) }
    return unsafe columns.withUnsafeMutableBufferPointer { columns in
      if isDiffused {
        unsafe diffuse(0..<height, of: picture, into: columns.baseAddress!)
        return true
      }
      for top in stride(from: 0, to: height, by: 6) {
        let rect = PixelRect(x: 0, y: top, width: width, height: min(6, height - top))
        guard unsafe quantizeBand(rect, of: picture, into: columns.baseAddress! + top / 6 * width)
        else { return false }
      }
      return true
    }
  }

  /// How many words the bands of a picture take.
  package func bandWords(of picture: Picture) -> Int { (picture.height + 5) / 6 * picture.width }

  /// Diffuses the errors of `rows` and writes their palette positions to the words of their bands, of
  /// which `columns` are the picture's first.
  ///
  /// Rows come in their order, each once, and as many twelves of them at a time as there are.
  package func diffuse(
    _ rows: Range<Int>, of picture: Picture, into columns: UnsafeMutablePointer<UInt64>
  ) {
    let width = picture.width
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= picture.height
        && rows.lowerBound % ErrorDiffusion.rows == 0)
    precondition(picture.pixels.count >= width * picture.height * 3)
    if rows.lowerBound == 0 { diffusion.restart(width: width) }
    unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      for top in stride(from: rows.lowerBound, to: rows.upperBound, by: ErrorDiffusion.rows) {
        let part = unsafe QuantizedBand(
          pixels: pixels.baseAddress! + top * width * 3, stride: width * 3, width: width,
          rows: min(ErrorDiffusion.rows, rows.upperBound - top), left: 0, top: top,
          columns: columns + top / 6 * width)
        unsafe diffusion.quantize(part, in: ready)
      }
    }
  }

  /// The positions of the whole picture, row by row; nil if a complete palette lacks a colour.
  package func quantizeAll(_ picture: Picture) -> [UInt8]? {
    var columns: [UInt64] = []
    let width = picture.width
    guard width > 0, picture.height > 0 else { return [] }
    guard quantizeBands(of: picture, into: &columns) else { return nil }
    return (0..<width * picture.height).map { at in
      let (y, x) = at.quotientAndRemainder(dividingBy: width)
      return UInt8(truncatingIfNeeded: columns[y / 6 * width + x] >> UInt64(8 * (y % 6)))
    }
  }
}
