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
    // A row of its own: adding a part of `result` to itself would copy all of it.
    var line: [UInt8] = []
    var last = -1
    for y in part.y..<part.y + part.height {
      let row = y * height / size.height
      if row != last {
        last = row
        line.removeAll(keepingCapacity: true)
        let start = row * width * 3
        if size.width == width {
          line.append(contentsOf: pixels[start + part.x * 3..<start + (part.x + part.width) * 3])
        } else {
          for x in part.x..<part.x + part.width {
            let at = start + x * width / size.width * 3
            line.append(pixels[at])
            line.append(pixels[at + 1])
            line.append(pixels[at + 2])
          }
        }
      }
      result.append(contentsOf: line)
    }
    return result
  }
}
