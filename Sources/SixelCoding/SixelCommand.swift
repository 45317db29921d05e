internal import Raster

/// One element of a sixel sequence.
enum SixelCommand: Equatable {
  /// `"a;b;w;h`: the size in pixels.
  case size(PixelSize)
  /// `#n;2;r;g;b`: defines and selects a register.
  case define(register: UInt8, color: GridColor)
  /// `#n`: selects a register.
  case select(register: UInt8)
  /// `count` columns whose pixels are the bits of `rows`, the lowest at the top.
  case paint(rows: UInt8, count: Int)
  /// `$`: back to the left edge.
  case carriageReturn
  /// `-`: to the left edge of the next band.
  case nextBand
}
