internal import CKernels
private import Synchronization

/// From a colour to the register nearest to it, for error diffusion: small enough to stay in the
/// processor's nearer memory, and coarse, since what it is off by is handed on like any error.
///
/// An entry is filled when it is first needed, by whichever thread that is: what it holds follows
/// from the palette alone. Its bits: 0-7 the register, 8-31 what that shows, red lowest.
@safe final class NearestTable: @unchecked Sendable {
  /// One for every 32nd of each channel, red lowest; owned, and never moved.
  private let entries: UnsafeMutablePointer<Atomic<UInt32>>
  private let colors: [GridColor]
  private let search: NearestColor

  private static let bits = Int(FURY_NEAREST_BITS)
  private static let count = 1 << (3 * bits)
  private static let missing = UInt32(FURY_NEAREST_MISSING)

  /// An empty table for `palette`.
  init(_ palette: Palette) {
    unsafe entries = .allocate(capacity: Self.count)
    for at in 0..<Self.count { unsafe (entries + at).initialize(to: Atomic(Self.missing)) }
    colors = palette.colors
    search = NearestColor(
      colors.map {
        let (red, green, blue) = $0.rgb
        return ColorMetric.stored.position(red: red, green: green, blue: blue)
      })
  }

  deinit { unsafe entries.deallocate() }

  /// The register nearest to a colour, 0xRRGGBB.
  func register(of color: UInt32) -> UInt8 {
    func part(_ value: UInt32) -> Int { Int(value & 255) >> (8 - Self.bits) }
    let position =
      part(color >> 16) | (part(color >> 8) << Self.bits) | (part(color) << (2 * Self.bits))
    let entry = unsafe entries[position].load(ordering: .relaxed)
    return UInt8(truncatingIfNeeded: entry == Self.missing ? fill(position) : entry)
  }

  /// The entries as they are, those not yet filled included, for the kernel.
  @unsafe var storage: UnsafePointer<UInt32> {
    unsafe UnsafeRawPointer(entries).assumingMemoryBound(to: UInt32.self)
  }

  /// The entry at `position`, worked out for its cell's middle.
  @inline(never)
  func fill(_ position: Int) -> UInt32 {
    func middle(_ channel: Int) -> UInt8 {
      let value = position >> (Self.bits * channel) & (1 << Self.bits - 1)
      return UInt8(value << (8 - Self.bits) | 1 << (7 - Self.bits))
    }
    let color = ColorMetric.stored.position(red: middle(0), green: middle(1), blue: middle(2))
    let register = search.index(of: color)
    let (red, green, blue) = colors[register].rgb
    let entry =
      UInt32(register) | UInt32(red) << 8 | UInt32(green) << 16 | UInt32(blue) << 24
    unsafe entries[position].store(entry, ordering: .relaxed)
    return entry
  }
}
