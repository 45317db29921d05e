internal import CKernels

/// The inner loop of ordered dithering, and of none, through an inverse table.
///
/// Goes over a band in blocks of eight columns: a row of a block is three words, so that the
/// background is recognised by comparing words.
enum TableKernel {
  /// Bayer's 8x8 order (1973), 0...63, a row after the other; each twice, so that eight columns
  /// from any one on lie together.
  private static let thresholds: [UInt32] = (0..<128).map { at in
    let (x, y) = (at & 7, at >> 4)
    var value = 0
    for bit in 0..<3 {
      let a = (x ^ y) >> bit & 1
      let b = y >> bit & 1
      value |= (a << 1 | b) << (2 * (2 - bit))
    }
    return UInt32(value)
  }

  /// The pixel at `pixel` as 0xRRGGBB.
  static func color(_ pixel: UnsafePointer<UInt8>) -> UInt32 {
    unsafe UInt32(pixel[0]) << 16 | UInt32(pixel[1]) << 8 | UInt32(pixel[2])
  }

  /// Whether the processor has what the wide kernel needs.
  static let isWide = fury_has_avx2()

  /// Quantises a band; `background` (0xRRGGBB and its register) is the most frequent colour.
  ///
  /// `isPlain` keeps to what every processor can do.
  static func quantize(
    _ band: QuantizedBand, background: (color: UInt32, index: UInt8), table: InverseTable,
    isPlain: Bool = !isWide
  ) {
    unsafe thresholds.withUnsafeBufferPointer { thresholds in
      let blocks = unsafe Blocks(
        band: band, background: background, thresholds: thresholds.baseAddress!, table: table)
      unsafe isPlain ? blocks.quantize(0..<band.width / 8) : blocks.quantizeWide()
      for row in unsafe 0..<band.rows {
        let order = unsafe blocks.order(row)
        for x in unsafe band.width / 8 * 8..<band.width {
          let entry = unsafe table.entry(of: color(band.line(row) + 3 * x))
          unsafe band.target(row)[8 * x] = choose(entry, order[x & 7])
        }
      }
    }
  }

  /// A band's blocks of eight columns.
  @unsafe private struct Blocks {
    let band: QuantizedBand
    let background: (color: UInt32, index: UInt8)
    let thresholds: UnsafePointer<UInt32>
    let table: InverseTable

    /// The thresholds of a row's eight columns.
    @inline(__always)
    func order(_ row: Int) -> UnsafePointer<UInt32> {
      unsafe thresholds + ((band.top + row) & 7) * 16 + (band.left & 7)
    }

    /// Quantises blocks by what every processor can do.
    func quantize(_ blocks: Range<Int>) {
      let pattern = unsafe Block(repeating: background.color)
      let index = unsafe UInt64(background.index) &* 0x0101_0101_0101_0101
      for block in blocks {
        var differing = 0
        for row in unsafe 0..<band.rows {
          let words = unsafe Block(band.line(row) + block * 24)
          if words != pattern { differing |= 1 << row }
        }
        for x in 0..<8 { unsafe band.columns[block * 8 + x] = index }
        while differing != 0 {
          let row = differing.trailingZeroBitCount
          differing &= differing - 1
          unsafe TableKernel.quantize(
            Block(band.line(row) + block * 24), into: band.target(row) + block * 64,
            order: order(row), table: table)
        }
      }
    }

    /// Quantises all blocks by AVX2; those that need entries nobody has asked for yet, by the way
    /// that finds them.
    func quantizeWide() {
      var work = unsafe fury_band()
      unsafe work.pixels = unsafe band.pixels
      unsafe work.stride = unsafe band.stride
      unsafe work.rows = unsafe Int32(band.rows)
      unsafe work.order = unsafe (
        order(0), order(1), order(2), order(3), order(4), order(5)
      )
      unsafe work.table = unsafe table.storage
      unsafe work.columns = unsafe band.columns
      unsafe withUnsafeMutableBytes(of: &work.background) { bytes in
        for at in 0..<24 {
          unsafe bytes[at] = UInt8(
            truncatingIfNeeded: background.color >> UInt32(16 - 8 * (at % 3)))
        }
      }
      unsafe work.background_number = unsafe background.index
      let end = unsafe Int32(band.width / 8)
      var block: Int32 = 0
      while true {
        block = unsafe fury_quantize_blocks(&work, block, end)
        guard block < end else { return }
        unsafe quantize(Int(block)..<Int(block) + 1)
        block += 1
      }
    }
  }

  /// Eight pixels as they lie in memory.
  private struct Block: Equatable {
    var a: UInt64
    var b: UInt64
    var c: UInt64

    @inline(__always)
    init(_ pixels: UnsafePointer<UInt8>) {
      let raw = unsafe UnsafeRawPointer(pixels)
      a = unsafe UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
      b = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      c = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    }

    /// Eight pixels of the colour 0xRRGGBB.
    init(repeating color: UInt32) {
      let one = UInt64(color.byteSwapped >> 8)
      a = one | one << 24 | one << 48
      b = one >> 16 | one << 8 | one << 32 | one << 56
      c = one >> 8 | one << 16 | one << 40
    }
  }

  /// Quantises eight pixels; their positions are 8 bytes apart from `target` on.
  @inline(__always)
  private static func quantize(
    _ block: Block, into target: UnsafeMutablePointer<UInt8>, order: UnsafePointer<UInt32>,
    table: InverseTable
  ) {
    let (a, b, c) = (block.a, block.b, block.c)
    unsafe target[0] = choose(table.entry(ofStored: low(a)), order[0])
    unsafe target[8] = choose(table.entry(ofStored: low(a &>> 24)), order[1])
    unsafe target[16] = choose(table.entry(ofStored: low(a &>> 48 | b &<< 16)), order[2])
    unsafe target[24] = choose(table.entry(ofStored: low(b &>> 8)), order[3])
    unsafe target[32] = choose(table.entry(ofStored: low(b &>> 32)), order[4])
    unsafe target[40] = choose(table.entry(ofStored: low(b &>> 56 | c &<< 8)), order[5])
    unsafe target[48] = choose(table.entry(ofStored: low(c &>> 16)), order[6])
    unsafe target[56] = choose(table.entry(ofStored: low(c &>> 40)), order[7])
  }

  @inline(__always)
  private static func low(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word) }

  /// The first or second register of `entry`, as the threshold (0...63) has it.
  @inline(__always)
  private static func choose(_ entry: UInt32, _ threshold: UInt32) -> UInt8 {
    let shift: UInt32 = threshold < entry &>> 16 & 127 ? 8 : 0
    return UInt8(truncatingIfNeeded: entry &>> shift)
  }
}
