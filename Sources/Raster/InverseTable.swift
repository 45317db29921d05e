/// From a colour to the palette colours that stand for it, for every 64th of each channel.
///
/// An entry is filled when it is first needed. Its bits: 0-7 the first register, 8-15 the second,
/// 16-22 how many of 64 pixels take the second (0...64), 23 set for exact colours, which never
/// dither, 24-31 the distance that remains, in quarters of a CIELAB unit.
struct InverseTable {
  /// 2^18 entries, 6 bits a channel, red highest.
  private(set) var entries: [UInt32]
  private var finder: PairFinder

  /// What an entry holds before it is filled: a mix that no filled entry has.
  static let missing: UInt32 = 0xFFFF_FFFF
  static let exactFlag: UInt32 = 1 << 23

  /// An empty table for `palette`; `mixes` tells whether pairs may be mixed.
  init(_ palette: Palette, mixes: Bool) {
    entries = [UInt32](repeating: Self.missing, count: 1 << 18)
    finder = PairFinder(palette.colors, mixes: mixes)
    // Backwards, so that of two exact colours in one entry the more frequent one wins.
    for (color, index) in palette.exact.reversed() {
      entries[Self.position(of: color)] = UInt32(index) &* 0x101 | Self.exactFlag
    }
  }

  /// The entry for a colour given as 0xRRGGBB.
  static func position(of color: UInt32) -> Int {
    let red = color >> 18 & 63
    let green = color >> 10 & 63
    let blue = color >> 2 & 63
    return Int(red << 12 | green << 6 | blue)
  }

  /// Fills the entry of `color` (0xRRGGBB) if it is missing.
  mutating func fill(_ color: UInt32) {
    let position = Self.position(of: color)
    guard entries[position] == Self.missing else { return }
    entries[position] = finder.entry(at: position)
  }

  /// The entry of `color` (0xRRGGBB), filled.
  mutating func entry(of color: UInt32) -> UInt32 {
    fill(color)
    return entries[Self.position(of: color)]
  }
}
