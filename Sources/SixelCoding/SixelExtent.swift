internal import Raster

/// How large a sixel picture is: as it states, and as far as it paints.
struct SixelExtent {
  private(set) var statedSize: PixelSize?
  private(set) var reached = PixelSize(width: 0, height: 0)
  private var x = 0
  private var top = 0

  mutating func apply(_ command: SixelCommand) {
    switch command {
    case .size(let size): statedSize = statedSize ?? size
    case .define, .select: break
    case .carriageReturn: x = 0
    case .nextBand:
      x = 0
      top += 6
    case .paint(let rows, let count):
      x += count
      guard rows != 0 else { return }
      reached.width = max(reached.width, x)
      reached.height = max(reached.height, top + 8 - rows.leadingZeroBitCount)
    }
  }
}
