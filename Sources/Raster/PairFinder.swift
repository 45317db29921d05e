/// Finds the pair of palette colours whose mixture imitates a colour best.
///
/// For a colour T and registers A, B the share t of B minimises
/// |A + t(B-A) - T|^2 + p t(1-t) |B-A|^2 in CIELAB: the error of the mixture plus a penalty on the
/// contrast of its pattern, which costs bytes and shows as grain. Only colours near the 4-bit block
/// of T are tried.
struct PairFinder {
  /// p above: larger values dither less.
  static let contrastPenalty: Float = 0.05
  /// Palette colours that are tried for the 64 entries of a block.
  private static let tried = 16
  /// Of these, the nearest ones that may be the first of a pair, and those that may be the second.
  private static let firsts = 4
  private static let seconds = 10

  private let colors: [Lab]
  private let mixes: Bool
  private let width: Int
  private var candidates: [UInt8]
  private var known: [Bool]

  init(_ palette: [GridColor], mixes: Bool) {
    colors = palette.map {
      let color = $0.rgb
      return Lab(red: color.red, green: color.green, blue: color.blue)
    }
    self.mixes = mixes
    width = min(Self.tried, palette.count)
    candidates = [UInt8](repeating: 0, count: 4096 * width)
    known = [Bool](repeating: false, count: 4096)
  }

  /// The inverse table's entry at `position`, worked out for the middle of its cell.
  mutating func entry(at position: Int) -> UInt32 {
    let (red, green, blue) = (position >> 12, position >> 6 & 63, position & 63)
    let target = Lab(
      red: UInt8(red << 2 | 2), green: UInt8(green << 2 | 2), blue: UInt8(blue << 2 | 2))
    let block = (red >> 2) << 8 | (green >> 2) << 4 | blue >> 2
    if !known[block] { learn(block) }
    return Self.entry(best(for: target, block: block))
  }

  private struct Mixture {
    var first: UInt8
    var second: UInt8
    /// How many of 64 pixels take the second.
    var share: Int
    var cost: Float
  }

  private static func entry(_ mixture: Mixture) -> UInt32 {
    let error = UInt32(min(255, mixture.cost.squareRoot() * 4))
    return UInt32(mixture.first) | UInt32(mixture.second) << 8 | UInt32(mixture.share) << 16
      | error << 24
  }

  private func best(for target: Lab, block: Int) -> Mixture {
    var near: [(distance: Float, color: UInt8)] = []
    near.reserveCapacity(width)
    for at in 0..<width {
      let color = candidates[block * width + at]
      Self.insert((colors[Int(color)].distance(to: target), color), into: &near, limit: Self.seconds)
    }
    var best = Mixture(
      first: near[0].color, second: near[0].color, share: 0, cost: near[0].distance)
    guard mixes else { return best }
    for i in 0..<min(Self.firsts, near.count) {
      for j in i + 1..<max(i + 1, near.count) {
        let mixture = mix(near[i].color, near[j].color, for: target)
        if mixture.cost < best.cost { best = mixture }
      }
    }
    return best
  }

  private func mix(_ first: UInt8, _ second: UInt8, for target: Lab) -> Mixture {
    let a = colors[Int(first)]
    let b = colors[Int(second)]
    let step = b.vector - a.vector
    let offset = a.vector - target.vector
    let contrast = (step * step).sum()
    let p = Self.contrastPenalty
    guard contrast > 0 else { return Mixture(first: first, second: first, share: 0, cost: .infinity) }
    let ideal = (-(offset * step).sum() - p * contrast / 2) / ((1 - p) * contrast)
    let share = (min(1, max(0, ideal)) * 64).rounded()
    let t = share / 64
    let rest = offset + step * t
    return Mixture(
      first: first, second: second, share: Int(share),
      cost: (rest * rest).sum() + p * t * (1 - t) * contrast)
  }

  /// Notes the palette colours nearest to the middle of a 4-bit block.
  private mutating func learn(_ block: Int) {
    let (red, green, blue) = (block >> 8, block >> 4 & 15, block & 15)
    let middle = Lab(
      red: UInt8(red << 4 | 8), green: UInt8(green << 4 | 8), blue: UInt8(blue << 4 | 8))
    var near: [(distance: Float, color: UInt8)] = []
    near.reserveCapacity(width + 1)
    for (number, color) in colors.enumerated() {
      Self.insert((color.distance(to: middle), UInt8(number)), into: &near, limit: width)
    }
    for (at, color) in near.enumerated() { candidates[block * width + at] = color.color }
    known[block] = true
  }

  /// Inserts into a list sorted by distance, which keeps its `limit` nearest.
  private static func insert(
    _ entry: (distance: Float, color: UInt8), into list: inout [(distance: Float, color: UInt8)],
    limit: Int
  ) {
    if list.count == limit {
      guard entry.distance < list[limit - 1].distance else { return }
      list.removeLast()
    }
    var at = list.count
    list.append(entry)
    while at > 0, list[at - 1].distance > entry.distance {
      list[at] = list[at - 1]
      at -= 1
    }
    list[at] = entry
  }
}
