private import Synchronization

/// From a colour to the palette colours that stand for it, for every 64th of each channel.
///
/// An entry is filled when it is first needed, by whichever thread that is: what it holds follows
/// from the palette alone. Its bits: 0-7 the first register, 8-15 the second,
/// 16-22 how many of 64 pixels take the second (0...64; of exact colours none), 24-31 the distance
/// that remains, in quarters of the metric's unit.
@safe final class InverseTable: @unchecked Sendable {
  /// 2^18 entries, 6 bits a channel, red lowest; owned, and never moved.
  private let entries: UnsafeMutablePointer<Atomic<UInt32>>
  private let finder: Mutex<PairFinder>

  private static let count = 1 << 18
  /// What an entry holds before it is filled: a mix that no filled entry has.
  private static let missing: UInt32 = 0xFFFF_FFFF

  /// An empty table for `palette`.
  init(_ palette: Palette, _ mixing: Mixing) {
    unsafe entries = .allocate(capacity: Self.count)
    for at in 0..<Self.count { unsafe (entries + at).initialize(to: Atomic(Self.missing)) }
    finder = Mutex(PairFinder(palette.colors, mixing))
    // Backwards, so that of two exact colours in one entry the more frequent one wins.
    for (color, index) in palette.exact.reversed() {
      unsafe entries[Self.position(of: color.byteSwapped >> 8)].store(
        UInt32(index) &* 0x101, ordering: .relaxed)
    }
  }

  deinit { unsafe entries.deallocate() }

  /// The entry of a colour given as 0xRRGGBB.
  func entry(of color: UInt32) -> UInt32 { entry(ofStored: color.byteSwapped >> 8) }

  /// The entry of a colour given as its three bytes lie in memory: red lowest, the rest ignored.
  @inline(__always)
  func entry(ofStored color: UInt32) -> UInt32 {
    let position = Self.position(of: color)
    let entry = unsafe entries[position].load(ordering: .relaxed)
    return entry == Self.missing ? fill(position) : entry
  }

  /// The entries as they are, those not yet filled included, for the kernel that goes over blocks.
  @unsafe var storage: UnsafePointer<UInt32> {
    unsafe UnsafeRawPointer(entries).assumingMemoryBound(to: UInt32.self)
  }

  @inline(never)
  func fill(_ position: Int) -> UInt32 {
    let entry = finder.withLock {
      $0.entry(red: position & 63, green: position >> 6 & 63, blue: position >> 12)
    }
    unsafe entries[position].store(entry, ordering: .relaxed)
    return entry
  }

  /// Where the entry of a colour with red lowest is; always below 2^18.
  @inline(__always)
  private static func position(of color: UInt32) -> Int {
    let red = color &>> 2 & 0x3F
    let green = color &>> 4 & 0xFC0
    let blue = color &>> 6 & 0x3F000
    return Int(truncatingIfNeeded: red | green | blue)
  }
}
