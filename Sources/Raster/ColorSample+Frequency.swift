extension ColorSample {
  /// Whether the sample has no more than `limit` colours.
  func hasAtMost(_ limit: Int) -> Bool {
    var counter = ColorCounter(capacity: limit + 1)
    var last: UInt32 = 0xFFFF_FFFF
    for color in colors where color != last {
      last = color
      guard counter.add(color, 1), counter.count <= limit else { return false }
    }
    return true
  }

  /// The most frequent colour if it covers at least `share` of the sample.
  ///
  /// One candidate a hash slot, by majority vote (Boyer and Moore): a colour that is frequent
  /// overall wins its slot, and its true count is taken in a second pass.
  func frequentColor(share: Double) -> UInt32? {
    var slots = [(color: UInt32, votes: Int32)](repeating: (0, 0), count: 256)
    for color in colors {
      let slot = Int((color &* 0x9E37_79B1) >> 24)
      if slots[slot].color == color {
        slots[slot].votes &+= 1
      } else if slots[slot].votes == 0 {
        slots[slot] = (color, 1)
      } else {
        slots[slot].votes &-= 1
      }
    }
    guard let best = slots.max(by: { $0.votes < $1.votes }) else { return nil }
    let count = colors.count { $0 == best.color }
    return Double(count) >= share * Double(colors.count) ? best.color : nil
  }
}
