/// Chooses which bytes of an image to compare, to notice a new frame under an unchanged index.
///
/// Every look takes sixteen short stretches spread over the image and one of 64 neighbouring bands,
/// the next one each time: a large change shows at once, a change of a single pixel after about one
/// second, for a few tens of kilobytes a look.
struct ChangeDetector: Sendable, Hashable {
  /// Nanoseconds between two looks: 60 a second.
  static let interval: Int64 = 16_666_667
  static let bands = 64
  static let stretches = 16
  static let stretchLength = 192

  private var nextLook: Int64 = 0
  private var band = 0

  /// True when it is time to look again.
  mutating func isDue(now: Int64) -> Bool {
    guard now >= nextLook else { return false }
    nextLook = now + Self.interval
    return true
  }

  /// After a new frame, the walk over the bands begins again.
  mutating func restart() { band = 0 }

  /// The ranges to compare in an image of `byteCount` bytes; none is empty.
  mutating func samples(byteCount: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    let step = byteCount / Self.stretches
    for index in 0..<Self.stretches where step > Self.stretchLength {
      let start = index * step + step / 2
      ranges.append(start..<min(start + Self.stretchLength, byteCount))
    }
    let start = byteCount * band / Self.bands
    let end = byteCount * (band + 1) / Self.bands
    if end > start { ranges.append(start..<end) }
    band = (band + 1) % Self.bands
    return ranges
  }
}
