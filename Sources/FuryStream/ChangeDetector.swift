/// Chooses which bytes of an image to compare, to notice a new frame under an unchanged index.
///
/// A round takes sixteen short stretches spread over the image, and one of 64 neighbouring bands,
/// the next one in every round. With a single image, where nothing else tells of frames, there is a
/// look 60 times a second, with a quarter of a round and the place that gave the last frame away.
/// With several images, where only a writer that laps the reader leaves the index as it was, there
/// is a whole round eight times a second. Each look costs a few cold reads, so these numbers decide
/// what an idle stream costs.
struct ChangeDetector: Sendable, Hashable {
  static let bands = 64
  static let stretches = 16
  static let stretchLength = 192

  /// Nanoseconds between two looks.
  let interval: Int64
  /// Looks that make a round.
  private let looksPerRound: Int
  private var nextLook: Int64 = 0
  private var look = 0
  /// Where the last difference was found.
  private var hotSpot = 0

  init(images: Int) {
    (looksPerRound, interval) = images == 1 ? (4, 16_666_667) : (1, 125_000_000)
  }

  /// True when it is time to look again.
  ///
  /// A look may come one interval early and then makes the next one wait, so that a reader whose
  /// own interval is a little shorter than this one does not miss every other turn.
  mutating func isDue(now: Int64) -> Bool {
    guard now >= nextLook - interval else { return false }
    nextLook = max(nextLook, now) + interval
    return true
  }

  /// After a new frame, the walk over the bands begins again.
  mutating func restart() { look = 0 }

  /// Goes on to the next look; `difference`: where this one found something.
  mutating func advance(difference: Int?) {
    look = (look + 1) % (Self.bands * looksPerRound)
    if let difference { hotSpot = difference }
  }

  /// How many ranges ``range(_:byteCount:)`` gives in one look.
  var rangeCount: Int { Self.stretches / looksPerRound + 2 }

  /// Range `number` of this look in an image of `byteCount` bytes; in small images some are empty.
  func range(_ number: Int, byteCount: Int) -> Range<Int> {
    if number == 0 { return stretch(at: hotSpot, byteCount: byteCount) }
    guard number <= Self.stretches / looksPerRound else {
      let parts = Self.bands * looksPerRound
      return byteCount * look / parts..<byteCount * (look + 1) / parts
    }
    // Four looks take every fourth stretch each.
    let index = (number - 1) * looksPerRound + look % looksPerRound
    let step = byteCount / Self.stretches
    return stretch(at: index * step + step / 2, byteCount: byteCount)
  }

  private func stretch(at start: Int, byteCount: Int) -> Range<Int> {
    min(start, byteCount)..<min(start + Self.stretchLength, byteCount)
  }
}
