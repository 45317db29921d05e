public import Raster

/// Reads sixel sequences, for tests and tools; hostile bytes cost bounded time and memory.
public enum SixelDecoder {
  /// The longest side of a picture that is decoded.
  public static let maximumSide = 16_384
  /// The largest area of a picture that is decoded, in pixels.
  public static let maximumPixels = 1 << 24

  /// The picture of one sequence, from `ESC P` to `ESC \`; unpainted pixels are black.
  public static func decode(_ bytes: [UInt8]) throws(SixelError) -> Picture {
    try image(bytes).picture
  }

  /// Everything that one sequence says, from `ESC P` to `ESC \`.
  ///
  /// The size is that of the raster attributes, or else what the sixels reach. Registers 0...255
  /// in RGB percent (`#n;2;r;g;b`) are understood; undefined ones are black.
  public static func image(_ bytes: [UInt8]) throws(SixelError) -> SixelImage {
    var extent = SixelExtent()
    try SixelParser.parse(bytes) { command, _ throws(SixelError) in extent.apply(command) }
    let size = extent.statedSize ?? extent.reached
    guard 1...maximumSide ~= size.width, 1...maximumSide ~= size.height,
      size.width * size.height <= maximumPixels
    else { throw .unsupportedSize(width: size.width, height: size.height) }
    var canvas = SixelCanvas(size: size)
    try SixelParser.parse(bytes) { command, offset throws(SixelError) in
      try canvas.apply(command, offset: offset)
    }
    return canvas.image(statesSize: extent.statedSize != nil)
  }
}
