extension Pixels {
  /// Drivers disagree about edges and shades; blocks of so many pixels average that out.
  private static var block: Int { 8 }
  /// How far a block's mean may be off, of 255.
  private static var tolerance: Double { 16 }
  /// The part of the blocks that may be off by more in two pictures of the same thing.
  public static var outliers: Double { 0.01 }

  /// The part of the blocks whose means differ by more than drivers may. Both must have the same
  /// size.
  public func shareOfOtherBlocks(than other: Pixels) -> Double {
    precondition(width == other.width && height == other.height)
    var (all, different) = (0, 0)
    for top in stride(from: 0, to: height, by: Self.block) {
      for left in stride(from: 0, to: width, by: Self.block) {
        all += 1
        if difference(from: other, left, top) > Self.tolerance { different += 1 }
      }
    }
    return Double(different) / Double(all)
  }

  private func difference(from other: Pixels, _ left: Int, _ top: Int) -> Double {
    var sums = [0, 0, 0]
    var count = 0
    for y in top..<min(top + Self.block, height) {
      for x in left..<min(left + Self.block, width) {
        count += 1
        for channel in 0..<3 {
          let at = (y * width + x) * 3 + channel
          sums[channel] += Int(rgb[at]) - Int(other.rgb[at])
        }
      }
    }
    return Double(sums.map(abs).max() ?? 0) / Double(count)
  }
}
