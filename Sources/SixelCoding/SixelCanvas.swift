internal import Raster

/// Paints sixel commands on a picture of known size.
struct SixelCanvas {
  private let size: PixelSize
  private var pixels: [UInt8]
  private var registers: [UInt8?]
  private var palette: [UInt8: GridColor] = [:]
  private var shown = [(red: UInt8, green: UInt8, blue: UInt8)](repeating: (0, 0, 0), count: 256)
  private var current: UInt8 = 0
  private var x = 0
  private var top = 0
  private var paintsOutside = false
  /// Pixels that may still be painted: a few times the area, or else the sequence is an attack.
  private var allowance: Int

  init(size: PixelSize) {
    self.size = size
    pixels = [UInt8](repeating: 0, count: size.width * size.height * 3)
    registers = [UInt8?](repeating: nil, count: size.width * size.height)
    allowance = size.width * size.height * 8 + 1 << 16
  }

  mutating func apply(_ command: SixelCommand, offset: Int) throws(SixelError) {
    switch command {
    case .size: break
    case .define(let register, let color):
      palette[register] = color
      shown[Int(register)] = color.rgb
      current = register
    case .select(let register): current = register
    case .carriageReturn: x = 0
    case .nextBand:
      x = 0
      top += 6
    case .paint(let rows, let count):
      if rows != 0 { try paint(rows, count: count) }
      x += count
    }
  }

  func image(statesSize: Bool) -> SixelImage {
    SixelImage(
      picture: Picture(width: size.width, height: size.height, pixels: pixels),
      registers: registers, palette: palette, statesSize: statesSize, paintsOutside: paintsOutside)
  }

  private mutating func paint(_ rows: UInt8, count: Int) throws(SixelError) {
    let end = min(size.width, x + count)
    if x + count > size.width { paintsOutside = true }
    let color = shown[Int(current)]
    for row in 0..<6 where rows >> row & 1 != 0 {
      guard top + row < size.height else {
        paintsOutside = true
        break
      }
      guard x < end else { break }
      allowance -= end - x
      guard allowance >= 0 else { throw .tooMuchPainting }
      for column in x..<end {
        let at = (top + row) * size.width + column
        registers[at] = current
        pixels[3 * at] = color.red
        pixels[3 * at + 1] = color.green
        pixels[3 * at + 2] = color.blue
      }
    }
  }
}
