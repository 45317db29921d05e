public import Raster

/// What a sixel sequence says, pixel by pixel.
public struct SixelImage: Sendable, Equatable {
  /// The picture; pixels that nothing painted are black.
  public var picture: Picture
  /// For each pixel in reading order, the register that painted it last; nil where none did.
  public var registers: [UInt8?]
  /// The colours of the registers that the sequence defines, as it left them.
  public var palette: [UInt8: GridColor]
  /// Whether the sequence states its size in raster attributes.
  public var statesSize: Bool
  /// Whether something was painted outside the stated size (and left out here).
  public var paintsOutside: Bool

  /// Whether every pixel was painted.
  public var isComplete: Bool { !registers.contains(nil) }
}
