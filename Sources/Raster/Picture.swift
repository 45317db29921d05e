/// An opaque picture of 8-bit sRGB pixels, top row first.
///
/// `pixels` holds `height` rows of `width` pixels of three bytes (red, green, blue) without
/// padding.
public struct Picture: Sendable, Equatable {
  /// Columns, 0 or more.
  public var width: Int
  /// Rows, 0 or more.
  public var height: Int
  /// `width * height * 3` bytes: R, G, B of each pixel, rows from the top down.
  public var pixels: [UInt8]

  /// A picture over `pixels`, which are R, G, B bytes with the top row first.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width >= 0 && height >= 0, "a picture cannot have a negative side")
    precondition(pixels.count == width * height * 3, "a picture needs 3 bytes a pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A picture made from `pixels` whose first row is the bottom one, as OpenGL and VTK store them.
  public init(bottomUp pixels: [UInt8], width: Int, height: Int) {
    precondition(width >= 0 && height >= 0, "a picture cannot have a negative side")
    precondition(pixels.count == width * height * 3, "a picture needs 3 bytes a pixel")
    var flipped: [UInt8] = []
    flipped.reserveCapacity(pixels.count)
    for row in stride(from: height - 1, through: 0, by: -1) {
      flipped.append(contentsOf: pixels[row * width * 3..<(row + 1) * width * 3])
    }
    self.init(width: width, height: height, pixels: flipped)
  }

  /// The picture's size in pixels.
  public var size: PixelSize { PixelSize(width: width, height: height) }

  /// The three bytes (red, green, blue) of the pixel at column `x`, row `y` counted from the top.
  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let at = (y * width + x) * 3
    return (pixels[at], pixels[at + 1], pixels[at + 2])
  }
}
