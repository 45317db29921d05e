/// How often colours occur in a sample of a picture, in 32 steps a channel.
struct ColorHistogram {
  /// For each of 32768 cells (5 bits a channel, red highest): pixels, sums of R, G and B.
  private(set) var cells = [SIMD4<UInt32>](repeating: .zero, count: 1 << 15)
  /// Cells with at least one pixel, in the order in which they were met.
  private(set) var occupied: [Int] = []

  /// The cell of a colour given as 0xRRGGBB.
  static func cell(of color: UInt32) -> Int {
    let red = color >> 19 & 31
    let green = color >> 11 & 31
    let blue = color >> 3 & 31
    return Int(red << 10 | green << 5 | blue)
  }

  /// Counts the colours of `sample` (0xRRGGBB) that are not among `excluded`.
  init(_ sample: ColorSample, without excluded: [UInt32]) {
    var last: UInt32 = 0xFFFF_FFFF
    var isExcluded = false
    occupied.reserveCapacity(4096)
    unsafe cells.withUnsafeMutableBufferPointer { cells in
      for color in sample.colors {
        if color != last {
          isExcluded = excluded.contains(color)
          last = color
        }
        if isExcluded { continue }
        let cell = Self.cell(of: color)
        if unsafe cells[cell].x == 0 { occupied.append(cell) }
        let one = SIMD4<UInt32>(1, color >> 16, color >> 8 & 255, color & 255)
        unsafe cells[cell] &+= one
      }
    }
  }
}
