extension Quantizer {
  /// Writes the palette positions of `rows` of `picture`; false if a complete palette turns out
  /// to lack a colour.
  ///
  /// The position of column x of the n-th row of `rows` goes to `n * rowStride + x * pixelStride`
  /// bytes from `target`, where the caller has room. Error diffusion needs the rows in order.
  package func quantizeRows(
    _ rows: Range<Int>, of picture: Picture, into target: UnsafeMutablePointer<UInt8>,
    pixelStride: Int, rowStride: Int
  ) -> Bool {
    let width = picture.width
    precondition(rows.upperBound <= picture.height)
    precondition(picture.pixels.count >= width * picture.height * 3)
    if let exact {
      return unsafe picture.pixels.withUnsafeBufferPointer { pixels in
        for (number, row) in rows.enumerated() {
          let done = unsafe ExactKernel.quantize(
            row: pixels.baseAddress! + row * width * 3, width: width, colors: exact,
            into: target + number * rowStride, stride: pixelStride)
          guard done else { return false }
        }
        return true
      }
    }
    guard var table else { preconditionFailure("prepare(for:) comes first") }
    self.table = nil  // so that missing entries are filled in place
    defer { self.table = table }
    unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      for (number, row) in rows.enumerated() {
        let line = unsafe TableKernel.Line(
          pixels: pixels.baseAddress! + row * width * 3, width: width,
          target: target + number * rowStride, stride: pixelStride)
        if dither == .diffusion {
          unsafe diffusion.quantize(line, row: row, palette: palette, table: &table)
        } else {
          unsafe TableKernel.quantize(line, row: row, table: &table)
        }
      }
    }
    return true
  }
}
