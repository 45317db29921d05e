internal import CKernels

/// Finds the nearest of up to 256 colours.
struct NearestColor {
  /// Blocks of eight colours: eight L*, eight a*, eight b*.
  private let blocks: [Float]
  private let count: Int

  /// Colours in CIELAB, in the order of their numbers; 1...256.
  init(_ colors: [SIMD4<Float>]) {
    precondition(1...256 ~= colors.count)
    // The last block is filled up with colours that are nearest to nothing.
    var blocks = [Float](repeating: 1e9, count: (colors.count + 7) / 8 * 24)
    for (number, color) in colors.enumerated() {
      for channel in 0..<3 { blocks[number / 8 * 24 + channel * 8 + number % 8] = color[channel] }
    }
    self.blocks = blocks
    count = colors.count
  }

  /// The position of the colour nearest to `color`.
  func index(of color: SIMD4<Float>) -> Int {
    unsafe blocks.withUnsafeBufferPointer {
      let nearest = unsafe fury_nearest_color(
        $0.baseAddress!, Int32($0.count / 24), color.x, color.y, color.z)
      return Int(nearest)
    }
  }

  /// The numbers of the `wanted` (1...16) colours nearest to `color`, or of all where there are
  /// fewer, in the order of their numbers.
  func nearest(_ wanted: Int, to color: SIMD4<Float>) -> [UInt8] {
    let wanted = min(wanted, count, 16)
    return unsafe [UInt8](unsafeUninitializedCapacity: wanted) { numbers, filled in
      unsafe blocks.withUnsafeBufferPointer {
        unsafe fury_nearest_colors(
          $0.baseAddress!, Int32($0.count / 24), color.x, color.y, color.z, Int32(wanted),
          numbers.baseAddress!)
      }
      filled = wanted
    }
  }
}
