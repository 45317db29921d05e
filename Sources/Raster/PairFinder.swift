/// Finds the pair of palette colours whose mixture imitates a colour best.
///
/// For a colour T and registers A, B the share t of B brings A + t(B-A) nearest to T in CIELAB; the
/// pair is the one with the smallest |A + t(B-A) - T|^2 + p t(1-t) |B-A|^2: the error of the
/// mixture plus a penalty on the contrast of its pattern, which costs bytes and shows as grain.
/// Only the 16 colours nearest to the 4-bit block of T are tried, all of them at a time.
struct PairFinder {
  fileprivate typealias Lanes = SIMD16<Float>

  /// p above: larger values dither less. Measured over several scenes, S-CIELAB errors are lowest
  /// between 0.15 and 0.3, and bytes fall as it grows.
  fileprivate static let contrastPenalty: Float = 0.2
  /// Of the colours tried, the nearest ones that may be the first of a pair.
  fileprivate static let firsts = 2
  /// A coordinate that is far from every colour: what lanes without a colour hold.
  fileprivate static let nowhere: Float = 1e6

  /// The colours that are tried in a block, a lane each.
  fileprivate struct Candidates {
    var l = Lanes(repeating: nowhere)
    var a = Lanes(repeating: nowhere)
    var b = Lanes(repeating: nowhere)
    var numbers = SIMD16<UInt8>()
  }

  private let colors: [Lab]
  private let mixes: Bool
  private var search: NearestColors
  private var nearest: [UInt8] = []
  private var blocks: [Candidates] = []
  /// For each of 4096 blocks its place in `blocks`; -1 before it is known.
  private var places = [Int32](repeating: -1, count: 4096)

  init(_ palette: [GridColor], mixes: Bool) {
    colors = palette.map {
      let color = $0.rgb
      return Lab(red: color.red, green: color.green, blue: color.blue)
    }
    self.mixes = mixes
    search = NearestColors(colors.map(\.vector), count: min(16, palette.count))
  }

  /// The inverse table's entry for a colour of 6 bits a channel, worked out for its cell's middle.
  mutating func entry(red: Int, green: Int, blue: Int) -> UInt32 {
    let target = Lab(
      red: UInt8(red << 2 | 2), green: UInt8(green << 2 | 2), blue: UInt8(blue << 2 | 2))
    let block = (red >> 2) << 8 | (green >> 2) << 4 | blue >> 2
    if places[block] < 0 { learn(block) }
    return blocks[Int(places[block])].best(for: target.vector, mixes: mixes)
  }

  /// Notes the palette colours nearest to the middle of a 4-bit block.
  private mutating func learn(_ block: Int) {
    let (red, green, blue) = (block >> 8, block >> 4 & 15, block & 15)
    let middle = Lab(
      red: UInt8(red << 4 | 8), green: UInt8(green << 4 | 8), blue: UInt8(blue << 4 | 8))
    search.nearest(to: middle.vector, into: &nearest)
    var candidates = Candidates()
    for (at, number) in nearest.enumerated() { candidates.numbers[at] = number }
    for at in 0..<min(16, colors.count) {
      let color = colors[Int(candidates.numbers[at])].vector
      candidates.l[at] = color.x
      candidates.a[at] = color.y
      candidates.b[at] = color.z
    }
    places[block] = Int32(blocks.count)
    blocks.append(candidates)
  }
}

extension PairFinder.Candidates {
  /// The entry of the best mixture for `target`.
  fileprivate func best(for target: SIMD4<Float>, mixes: Bool) -> UInt32 {
    let (l, a, b) = (self.l - target.x, self.a - target.y, self.b - target.z)
    var distances = l * l + a * a + b * b
    let nearest = Self.smallest(distances)
    var (first, second, share) = (nearest, nearest, 0)
    var cost = distances[nearest]
    for _ in 0..<(mixes ? PairFinder.firsts : 0) {
      let candidate = Self.smallest(distances)
      guard distances[candidate] < PairFinder.nowhere else { break }
      distances[candidate] = .infinity
      let (shares, costs) = mixtures(with: candidate, l, a, b)
      let other = Self.smallest(costs)
      if costs[other] < cost {
        (first, second, cost) = (candidate, other, costs[other])
        share = Int(shares[other] * 64 + 0.5)
      }
    }
    let error = UInt32(min(255, cost.squareRoot() * 4))
    return UInt32(numbers[first]) | UInt32(numbers[second]) << 8 | UInt32(share) << 16
      | error << 24
  }

  /// The best share of every candidate in a mixture with the one in lane `first`, and its cost.
  ///
  /// `l`, `a`, `b` are the candidates' coordinates relative to the colour to imitate.
  @inline(__always)
  private func mixtures(
    with first: Int, _ l: PairFinder.Lanes, _ a: PairFinder.Lanes, _ b: PairFinder.Lanes
  ) -> (shares: PairFinder.Lanes, costs: PairFinder.Lanes) {
    let p = PairFinder.contrastPenalty
    let (l0, a0, b0) = (l[first], a[first], b[first])
    let (dl, da, db) = (l - l0, a - a0, b - b0)
    // A tiny amount keeps the division by a colour's distance to itself finite.
    let contrast = dl * dl + da * da + db * db + 1e-6
    let along = dl * l0 + da * a0 + db * b0
    var shares = -along / contrast
    shares.replace(with: 0, where: shares .< 0)
    shares.replace(with: 1, where: shares .> 1)
    let (rl, ra, rb) = (dl * shares + l0, da * shares + a0, db * shares + b0)
    let rest = rl * rl + ra * ra + rb * rb
    return (shares, rest + contrast * shares * (1 - shares) * p)
  }

  /// The lane of the smallest value.
  @inline(__always)
  private static func smallest(_ values: PairFinder.Lanes) -> Int {
    var lane = 0
    var best = values[0]
    for at in 1..<16 where values[at] < best {
      best = values[at]
      lane = at
    }
    return lane
  }
}
