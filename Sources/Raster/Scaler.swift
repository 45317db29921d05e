/// Brings bottom-up frames to the size and orientation in which they are shown.
///
/// Tables and row buffers are kept between calls, so a scaler belongs to one stream of frames.
public struct Scaler {
  private var rows = AxisFilter(source: 1, target: 1)
  private var columns = AxisFilter(source: 1, target: 1)
  private var blended: [UInt8] = []
  private var lanes: [UInt64] = []

  /// A scaler without tables; the first call makes them.
  public init() {}

  /// Flips and scales `pixels` (R, G, B, bottom row first, `from` in size) into `picture`.
  ///
  /// Afterwards `picture` is `to` in size with its top row first; its storage is used again where
  /// it can be. Equal sizes are a plain flip. Shrinking averages areas, enlarging is bilinear, each
  /// axis by itself. `pixels` must hold at least 3 bytes a pixel; neither size may be empty.
  public mutating func scale(
    bottomUp pixels: [UInt8], from: PixelSize, to: PixelSize, into picture: inout Picture
  ) {
    precondition(from.width > 0 && from.height > 0 && to.width > 0 && to.height > 0)
    precondition(pixels.count >= from.width * from.height * 3, "3 bytes a pixel")
    prepare(&picture, size: to)
    if rows.source != from.height || rows.target != to.height {
      rows = AxisFilter(source: from.height, target: to.height)
    }
    if columns.source != from.width || columns.target != to.width {
      columns = AxisFilter(source: from.width, target: to.width)
    }
    guard from != to else {
      ScalerKernel.flip(pixels, size: from, into: &picture.pixels)
      return
    }
    if blended.count != from.width * 3 {
      blended = [UInt8](repeating: 0, count: from.width * 3)
      lanes = [UInt64](repeating: 0, count: from.width)
    }
    for row in 0..<to.height {
      ScalerKernel.blendRows(
        pixels, width: from.width, height: from.height, filter: rows, row: row, into: &blended)
      ScalerKernel.resampleRow(
        blended, filter: columns, lanes: &lanes, into: &picture.pixels,
        at: row * to.width * 3)
    }
  }

  private func prepare(_ picture: inout Picture, size: PixelSize) {
    if picture.pixels.count != size.width * size.height * 3 {
      picture.pixels = [UInt8](repeating: 0, count: size.width * size.height * 3)
    }
    picture.width = size.width
    picture.height = size.height
  }
}
