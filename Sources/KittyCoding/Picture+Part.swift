public import Raster

extension Picture {
  /// The pixels of a part of the image that shows this picture at `size`, three bytes each, the top
  /// row first.
  ///
  /// Where `size` is larger than the picture, pixels are repeated: column x of the image shows
  /// column `x * width / size.width`, and so do the rows. `part` must lie in the image.
  public func rgb(size: PixelSize, part: PixelRect) -> [UInt8] {
    precondition(part == part.clamped(to: size), "a part lies in its image")
    if size == self.size, part == PixelRect(size) { return pixels }
    guard part.width > 0, part.height > 0, width > 0, height > 0 else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(part.width * part.height * 3)
    var last = -1
    for y in part.y..<part.y + part.height {
      let row = y * height / size.height
      if row == last {
        result.append(contentsOf: result.suffix(part.width * 3))
        continue
      }
      last = row
      let start = row * width * 3
      if size.width == width {
        result.append(contentsOf: pixels[start + part.x * 3..<start + (part.x + part.width) * 3])
        continue
      }
      for x in part.x..<part.x + part.width {
        let at = start + x * width / size.width * 3
        result.append(pixels[at])
        result.append(pixels[at + 1])
        result.append(pixels[at + 2])
      }
    }
    return result
  }
}
