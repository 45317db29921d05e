internal import Raster

/// Encodes bands, six rows each; one thread's, whose bands need not follow each other.
///
/// The six palette positions of a column lie in one 64-bit word, so that columns are compared in
/// one step and the pixels of one colour are found by a few word operations. A band is taken apart
/// into runs (a colour, a sixel, a length); runs of one colour that lie close together are a segment
/// (`BandSplitter`). Some segments are painted first and solid (`BaseLayer`);
/// of the others, those that do not overlap are put into as few passes as possible; a pass goes over
/// the band once, changing colours on its way.
struct BandEncoder: ~Copyable {
  /// A gap of at most this many columns does not end a segment: bridging it is shorter than
  /// naming the colour again.
  static let bridge: Int32 = 8

  /// Runs of one colour, `start..<end` in columns.
  @unsafe struct Segment {
    var start: Int32
    var end: Int32
    /// The segment after this one in its pass; -1 for none.
    var next: Int32
    /// The length of its text.
    var bytes: Int32
    /// Its runs, from column `start` on.
    var text: UnsafeMutablePointer<UInt8>
    var color: UInt8
    /// It is painted first, and solid.
    var isBase = false
  }

  /// The segments of one pass: the first, the last, and the column where the last ends.
  struct Pass {
    var first: Int32
    var last: Int32
    var end: Int32
  }

  /// The registers that bands have used since the last start.
  private(set) var used = RegisterSet()
  private var width = 0
  private var memory = BandMemory(width: 0)

  /// Starts bands of `width` columns.
  mutating func start(width: Int) {
    if memory.width < width { memory = BandMemory(width: width) }
    self.width = width
    used = RegisterSet()
  }

  /// Takes the palette positions of the next band from elsewhere: as many words as there are columns,
  /// which stay as they are until it is encoded.
  mutating func lend(_ columns: UnsafePointer<UInt64>) { unsafe memory.lent = columns }

  /// Calls `body` with room for the palette positions of a band: a word a column, whose lowest
  /// six bytes are its rows from the top.
  mutating func withColumns(_ body: (UnsafeMutablePointer<UInt64>) -> Bool) -> Bool {
    unsafe body(memory.columns)
  }

  /// Sets the palette position of one pixel of the band.
  mutating func set(x: Int, row: Int, to color: UInt8) {
    precondition(0..<width ~= x && 0..<6 ~= row)
    let shift = UInt64(row * 8)
    unsafe memory.columns[x] = memory.columns[x] & ~(0xFF << shift) | UInt64(color) << shift
  }

  /// Spreads the columns of `source` over the image: its rows `firstRow` and following.
  mutating func enlarge(_ enlarging: Enlarging, firstRow: Int, rows: Int, source: PixelRect) {
    precondition(source.width <= width)
    let columns = unsafe memory.columns
    for x in 0..<source.width {
      var spread: UInt64 = 0
      for row in 0..<rows {
        let from = enlarging.row(firstRow + row) - source.y
        unsafe spread |= (columns[x] &>> UInt64(8 * from) & 0xFF) &<< UInt64(8 * row)
      }
      unsafe columns[x] = spread
    }
    // From the right, since no column's source lies to its right.
    for x in (0..<width).reversed() {
      unsafe columns[x] = columns[enlarging.column(x)]
    }
  }

  /// Appends the band that the columns hold, of which the first `rows` rows count, to `output`.
  mutating func encode(rows: Int, to output: inout SixelOutput) {
    precondition(width > 0 && 1...6 ~= rows)
    let segments = unsafe memory.segments
    let count = unsafe SixelText.with { text in
      var splitter = unsafe BandSplitter(text: text, segments: segments, states: memory.states)
      let columns = unsafe memory.lent ?? UnsafePointer(memory.columns)
      unsafe splitter.split(UnsafeBufferPointer(start: columns, count: width), rows: rows)
      return unsafe splitter.segmentCount
    }
    unsafe memory.lent = nil
    for number in 0..<count {
      let color = unsafe Int(segments[number].color)
      used.insert(color)
      memory.resetState(of: color)
    }
    let base = unsafe BaseLayer(memory.ends).choose(segments, count: count, width: width)
    let passCount = pack(count)
    unsafe output.append(
      base: base, rows: rows, passes: UnsafeBufferPointer(start: memory.passes, count: passCount),
      segments: segments, count: count)
  }

  /// Puts segments, which come in the order of their starts, into passes first-fit; the number of
  /// passes.
  private func pack(_ count: Int) -> Int {
    let (segments, passes) = unsafe (memory.segments, memory.passes)
    var passCount = 0
    for number in 0..<count where unsafe !segments[number].isBase {
      let (start, end) = unsafe (segments[number].start, segments[number].end)
      unsafe segments[number].next = -1
      var pass = 0
      while pass < passCount, unsafe passes[pass].end > start { pass += 1 }
      if pass == passCount {
        unsafe passes[pass] = Pass(first: Int32(number), last: Int32(number), end: end)
        passCount += 1
      } else {
        unsafe segments[Int(passes[pass].last)].next = Int32(truncatingIfNeeded: number)
        unsafe passes[pass].last = Int32(truncatingIfNeeded: number)
        unsafe passes[pass].end = end
      }
    }
    return passCount
  }
}
