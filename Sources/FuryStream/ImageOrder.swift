/// Finds out, on a live stream, which image is which: when `current` becomes k, image k has
/// changed.
///
/// One look proves little, because the writer may already be at the next image: three in a row that
/// say the same settle it.
struct ImageOrder: Sendable, Hashable {
  /// What the looks so far have shown.
  enum Verdict: Sendable, Hashable {
    case open
    /// The images are in order.
    case confirmed
    /// These two are in each other's place.
    case swapped(Int, Int)
  }

  static let proof = 3

  private var current: Int?
  private var prints: [UInt64] = []
  private var changed: [Int] = []

  /// Takes note of the current index and a fingerprint of each image.
  mutating func observe(current now: Int, prints new: [UInt64]) -> Verdict {
    defer { (current, prints) = (now, new) }
    guard let current, now == (current + 1) % new.count, prints.count == new.count else {
      return .open
    }
    let differing = new.indices.filter { new[$0] != prints[$0] }
    guard differing.count == 1 else { return .open }
    // Told relative to the index, so that looks at different images count together.
    changed.append((differing[0] - now + new.count) % new.count)
    guard changed.count >= Self.proof, Set(changed.suffix(Self.proof)).count == 1 else {
      return .open
    }
    changed = []
    return differing[0] == now ? .confirmed : .swapped(now, differing[0])
  }
}
