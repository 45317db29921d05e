internal import CKernels

/// Finds the pair of palette colours whose mixture imitates a colour best.
///
/// For a colour T and registers A, B the share t of B brings A + t(B-A) nearest to T in CIELAB; the
/// pair is the one with the smallest |A + t(B-A) - T|^2 + p t(1-t) |B-A|^2: the error of the
/// mixture plus a penalty on the contrast of its pattern, which costs bytes and shows as grain.
/// A is the register nearest to T; for B only the 16 colours nearest to the 4-bit block of T are
/// tried, all of them at a time. Where colours are not mixed, A alone is looked for.
struct PairFinder {
  /// Colours tried for a block.
  private static let tried = 16

  private let metric: ColorMetric
  private let colors: [SIMD4<Float>]
  private let mixes: Bool
  private let penalty: Float
  private let search: NearestColor
  private var blocks: [fury_candidates] = []
  /// For each of 4096 blocks its place in `blocks`; -1 before it is known.
  private var places = [Int32](repeating: -1, count: 4096)

  init(_ palette: [GridColor], _ mixing: Mixing) {
    let metric = mixing.metric
    self.metric = metric
    colors = palette.map {
      let color = $0.rgb
      return metric.position(red: color.red, green: color.green, blue: color.blue)
    }
    if case .pairs(let penalty) = mixing {
      (mixes, self.penalty) = (true, penalty)
    } else {
      (mixes, penalty) = (false, 0)
    }
    search = NearestColor(colors)
  }

  /// The inverse table's entry for a colour of 6 bits a channel, worked out for its cell's middle.
  mutating func entry(red: Int, green: Int, blue: Int) -> UInt32 {
    let target = metric.position(
      red: UInt8(red << 2 | 2), green: UInt8(green << 2 | 2), blue: UInt8(blue << 2 | 2))
    let block = (red >> 2) << 8 | (green >> 2) << 4 | blue >> 2
    if places[block] < 0 { learn(block) }
    return unsafe blocks.withUnsafeBufferPointer {
      unsafe fury_best_pair(
        $0.baseAddress! + Int(places[block]), target.x, target.y, target.z,
        mixes, penalty)
    }
  }

  /// Notes the palette colours nearest to the middle of a 4-bit block.
  private mutating func learn(_ block: Int) {
    let (red, green, blue) = (block >> 8, block >> 4 & 15, block & 15)
    let middle = metric.position(
      red: UInt8(red << 4 | 8), green: UInt8(green << 4 | 8), blue: UInt8(blue << 4 | 8))
    let nearest = search.nearest(Self.tried, to: middle)
    var candidates = fury_candidates()
    unsafe withUnsafeMutableBytes(of: &candidates) { bytes in
      let coordinates = unsafe bytes.bindMemory(to: Float.self)
      for lane in 0..<16 {
        let color =
          lane < nearest.count
          ? colors[Int(nearest[lane])] : SIMD4(repeating: 1e6)
        for channel in 0..<3 { unsafe coordinates[channel * 16 + lane] = color[channel] }
        unsafe bytes[192 + lane] = lane < nearest.count ? nearest[lane] : 0
      }
    }
    places[block] = Int32(blocks.count)
    blocks.append(candidates)
  }
}
