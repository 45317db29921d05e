public import Raster

extension Picture {
  /// A picture of one colour.
  public static func flat(_ width: Int, _ height: Int, _ color: [UInt8]) -> Picture {
    Picture(
      width: width, height: height, pixels: (0..<width * height).flatMap { _ in color })
  }

  /// A smooth picture: red grows to the right, green downwards, blue along the diagonal.
  public static func gradient(_ width: Int, _ height: Int) -> Picture {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        pixels.append(UInt8(255 * x / max(1, width - 1)))
        pixels.append(UInt8(255 * y / max(1, height - 1)))
        pixels.append(UInt8(255 * (x + y) / max(1, width + height - 2)))
      }
    }
    return Picture(width: width, height: height, pixels: pixels)
  }

  /// The mean of each channel, 0...255.
  public var means: [Double] {
    (0..<3).map { channel in
      stride(from: channel, to: pixels.count, by: 3).reduce(0.0) { $0 + Double(pixels[$1]) }
        / Double(width * height)
    }
  }
}
