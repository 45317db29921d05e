/// Finds the nearest few of up to 256 colours.
struct NearestColors {
  private let colors: [SIMD4<Float>]
  private let count: Int
  /// The distances found so far, the smallest first, as keys: the bits of a distance, which order
  /// as the distance does, with the colour's number in the lowest eight.
  private var keys: [UInt32]

  /// A search for the `count` nearest of `colors` (CIELAB).
  init(_ colors: [SIMD4<Float>], count: Int) {
    self.colors = colors
    self.count = count
    keys = [UInt32](repeating: .max, count: count)
  }

  /// Replaces `result` by the numbers of the colours nearest to `color`, the nearest first.
  mutating func nearest(to color: SIMD4<Float>, into result: inout [UInt8]) {
    for at in 0..<count { keys[at] = .max }
    for (number, other) in colors.enumerated() {
      let difference = other - color
      let squares = difference * difference
      let distance = squares.x + squares.y + squares.z
      let key = distance.bitPattern & ~0xFF | UInt32(truncatingIfNeeded: number)
      guard key < keys[count - 1] else { continue }
      var at = count - 1
      while at > 0, keys[at - 1] > key {
        keys[at] = keys[at - 1]
        at -= 1
      }
      keys[at] = key
    }
    result.removeAll(keepingCapacity: true)
    for key in keys { result.append(UInt8(truncatingIfNeeded: key)) }
  }
}
