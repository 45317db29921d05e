/// A picture whose pixels are numbers of palette colours.
public struct IndexedPicture: Sendable, Equatable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int
  /// `width * height` palette positions, top row first.
  public var indices: [UInt8]
  /// At most 256 colours; every index is below its count.
  public var palette: [GridColor]

  /// A picture of `indices` into `palette`.
  public init(width: Int, height: Int, indices: [UInt8], palette: [GridColor]) {
    precondition(indices.count == width * height, "one index a pixel")
    precondition(palette.count <= 256, "at most 256 colours")
    precondition(indices.allSatisfy { $0 < palette.count }, "an index beyond the palette")
    self.width = width
    self.height = height
    self.indices = indices
    self.palette = palette
  }

  /// The picture that a terminal shows for this one.
  public var picture: Picture {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(indices.count * 3)
    for index in indices {
      let color = palette[Int(index)].rgb
      pixels.append(color.red)
      pixels.append(color.green)
      pixels.append(color.blue)
    }
    return Picture(width: width, height: height, pixels: pixels)
  }
}
