/// Takes the columns of a band apart into segments and runs.
///
/// Works on raw memory that `BandEncoder` sizes: 6 runs and 6 segments a column are the most that
/// a band can have, because a column has at most six colours.
@unsafe struct BandSplitter {
  let runs: UnsafeMutablePointer<BandEncoder.Run>
  let segments: UnsafeMutablePointer<BandEncoder.Segment>
  /// For each of the 256 colours; `OpenSegment.none` at the start.
  let open: UnsafeMutablePointer<BandEncoder.OpenSegment>

  private(set) var segmentCount = 0
  private var runCount = 0

  init(
    runs: UnsafeMutablePointer<BandEncoder.Run>,
    segments: UnsafeMutablePointer<BandEncoder.Segment>,
    open: UnsafeMutablePointer<BandEncoder.OpenSegment>
  ) {
    unsafe self.runs = runs
    unsafe self.segments = segments
    unsafe self.open = open
  }

  /// Fills segments (in the order of their starts) and runs from the first `rows` rows.
  mutating func split(_ columns: UnsafeBufferPointer<UInt64>, rows: Int) {
    let mask: UInt64 = (1 << UInt64(rows * 8)) &- 1
    let all: UInt64 = (1 << UInt64(rows)) &- 1
    var x = 0
    while x < columns.count {
      let word = unsafe columns[x] & mask
      var end = x + 1
      while end < columns.count, unsafe columns[end] & mask == word { end += 1 }
      unsafe peel(
        word, rows: all, start: Int32(truncatingIfNeeded: x), end: Int32(truncatingIfNeeded: end))
      x = end
    }
  }

  /// Adds a run for every colour of `word`, whose set of rows is the run's sixel.
  @inline(__always)
  private mutating func peel(_ word: UInt64, rows: UInt64, start: Int32, end: Int32) {
    var rest = rows
    while rest != 0 {
      let color = word &>> UInt64(truncatingIfNeeded: rest.trailingZeroBitCount &* 8) & 0xFF
      let sixel = unsafe Self.rows(of: color, in: word) & rest
      rest &= ~sixel
      unsafe add(
        color: Int(truncatingIfNeeded: color), sixel: UInt8(truncatingIfNeeded: sixel),
        start: start, end: end)
    }
  }

  /// A bit for every byte of `word` that equals `color`, the lowest byte first.
  @inline(__always)
  private static func rows(of color: UInt64, in word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = word ^ (color &* 0x0101_0101_0101_0101)
    // The top bit of a byte of `zero` is set exactly where the byte of `difference` is 0.
    let zero = ~(((difference & low) &+ low) | difference | low)
    // Gathers the eight top bits into the top byte, the lowest first.
    return ((zero &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }

  @inline(__always)
  private mutating func add(color: Int, sixel: UInt8, start: Int32, end: Int32) {
    let state = unsafe open + color
    let gap = unsafe start &- state.pointee.end
    unsafe state.pointee.end = end
    guard gap <= BandEncoder.bridge else {
      unsafe begin(state, color: color, sixel: sixel, start: start, end: end)
      return
    }
    let segment = unsafe segments + Int(state.pointee.segment)
    unsafe segment.pointee.end = end
    let last = unsafe runs + Int(state.pointee.run)
    if gap == 0, unsafe last.pointee.sixel == sixel {
      unsafe last.pointee.count &+= end &- start
      return
    }
    let run = unsafe append(sixel: sixel, count: end &- start, gap: gap)
    unsafe segment.pointee.bytes &+= min(end &- start, 3) &+ min(gap, 3)
    unsafe last.pointee.next = run
    unsafe state.pointee.run = run
  }

  /// Opens a segment for a colour that has none near enough.
  @inline(__always)
  private mutating func begin(
    _ state: UnsafeMutablePointer<BandEncoder.OpenSegment>, color: Int, sixel: UInt8,
    start: Int32, end: Int32
  ) {
    let run = unsafe append(sixel: sixel, count: end &- start, gap: 0)
    unsafe segments[segmentCount] = BandEncoder.Segment(
      start: start, end: end, firstRun: run, next: -1, bytes: min(end &- start, 3),
      color: UInt8(truncatingIfNeeded: color))
    unsafe state.pointee.run = run
    unsafe state.pointee.segment = Int32(truncatingIfNeeded: segmentCount)
    unsafe segmentCount &+= 1
  }

  @inline(__always)
  private mutating func append(sixel: UInt8, count: Int32, gap: Int32) -> Int32 {
    let number = unsafe runCount
    unsafe runs[number] = BandEncoder.Run(
      count: count, next: -1, gap: UInt8(truncatingIfNeeded: gap), sixel: sixel)
    unsafe runCount = number &+ 1
    return Int32(truncatingIfNeeded: number)
  }
}
