/// Counts exact colours: an open-addressing hash table from 0xRRGGBB to a number.
struct ColorCounter {
  private var keys: [UInt32]
  private var values: [UInt32]
  private let mask: Int
  /// Distinct colours so far.
  private(set) var count = 0

  private static let empty: UInt32 = 0xFFFF_FFFF

  /// A counter that can tell `capacity` colours apart.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt32](repeating: Self.empty, count: size)
    values = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  private func slot(of color: UInt32) -> Int {
    var slot = Int((color &* 0x9E37_79B1) >> 8) & mask
    while keys[slot] != color, keys[slot] != Self.empty { slot = (slot + 1) & mask }
    return slot
  }

  /// The number of `color`; nil where it was never given one.
  subscript(color: UInt32) -> UInt32? {
    let slot = slot(of: color)
    return keys[slot] == color ? values[slot] : nil
  }

  /// Adds `amount` to the number of `color`; false, and nothing done, when the table is full.
  mutating func add(_ color: UInt32, _ amount: UInt32) -> Bool {
    let slot = slot(of: color)
    if keys[slot] != color {
      guard count * 2 < mask else { return false }
      keys[slot] = color
      count += 1
    }
    values[slot] &+= amount
    return true
  }

  /// Every colour with its number, in no order that means anything.
  var entries: some Sequence<(color: UInt32, number: UInt32)> {
    keys.indices.lazy.filter { keys[$0] != Self.empty }
      .map { (color: keys[$0], number: values[$0]) }
  }

  /// Every colour with its number, the largest number first (equal numbers by colour).
  var sorted: [(color: UInt32, number: UInt32)] {
    entries.sorted { ($0.number, $1.color) > ($1.number, $0.color) }
  }
}

extension ColorCounter {
  /// The `limit` colours with the largest numbers, the largest first (equal ones by colour).
  func largest(_ limit: Int) -> [(color: UInt32, number: UInt32)] {
    var best: [(color: UInt32, number: UInt32)] = []
    for entry in entries {
      if best.count == limit, let last = best.last,
        (entry.number, last.color) <= (last.number, entry.color)
      {
        continue
      }
      let at = best.firstIndex { (entry.number, $0.color) > ($0.number, entry.color) } ?? best.count
      best.insert(entry, at: at)
      if best.count > limit { best.removeLast() }
    }
    return best
  }
}
