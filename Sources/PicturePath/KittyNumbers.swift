/// Numbers for images of kitty's graphics protocol, each another: an answer that comes late, for an
/// image that is long gone, must not be taken for a newer one's.
struct KittyNumbers {
  /// The smaller ones are those of questions.
  static let first = UInt32(KittyTransport.questionID) + 1
  /// Positive also where a terminal keeps it in 32 bits with a sign.
  static let last = UInt32(Int32.max)

  private var following: UInt32

  /// - Parameter first: the first one that is given out, ``first`` to ``last``.
  init(from first: UInt32 = Self.first) { following = first }

  /// A number that was not given out before; after ``last`` they begin again, years later.
  mutating func next() -> UInt32 {
    let number = following
    following = number < Self.last ? number + 1 : Self.first
    return number
  }
}
