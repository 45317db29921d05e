internal import Raster

/// Writes a picture six rows at a time.
///
/// The six palette positions of a column lie in one 64-bit word, so that columns are compared in
/// one step and the pixels of one colour are found by a few word operations. A band is taken apart
/// into runs (a colour, a sixel, a length), and runs of one colour that lie close together are
/// chained to segments (`BandSplitter`). Some segments are painted first and solid (`BaseLayer`);
/// of the others, those that do not overlap are put into as few passes as possible; a pass goes over
/// the band once, changing colours on its way.
struct BandEncoder: ~Copyable {
  /// A gap of at most this many columns does not end a segment: bridging it is shorter than
  /// naming the colour again.
  static let bridge: Int32 = 8

  /// A run of one sixel: `count` columns after `gap` columns that other colours paint.
  struct Run {
    var count: Int32
    var next: Int32
    var gap: UInt8
    var sixel: UInt8
  }

  /// Runs of one colour, `start..<end` in columns.
  struct Segment {
    var start: Int32
    var end: Int32
    var firstRun: Int32
    /// The segment after this one in its pass; -1 for none.
    var next: Int32
    /// About how many bytes its runs take.
    var bytes: Int32
    var color: UInt8
    /// It is painted first, and solid.
    var isBase = false
  }

  /// The last segment of a colour, its last run, and the column where it ends.
  struct OpenSegment {
    var segment: Int32
    var run: Int32
    var end: Int32

    /// No segment: one that ends too far to the left of everything to be continued.
    static let none = OpenSegment(segment: -1, run: -1, end: -1 - bridge)
  }

  /// The segments of one pass: the first, the last, and the column where the last ends.
  struct Pass {
    var first: Int32
    var last: Int32
    var end: Int32
  }

  private var width = 0
  private var height = 0
  private var bandNumber = 0
  private var columns: [UInt64] = []
  private var runs: [Run] = []
  private var segments: [Segment] = []
  private var passes: [Pass] = []
  private var ends: [BaseLayer.End] = []
  /// The open segment of each colour in this band.
  private var open = [OpenSegment](repeating: .none, count: 256)
  private var used = [Bool](repeating: false, count: 256)
  private var output = SixelOutput()

  /// Starts a picture.
  mutating func start(width: Int, height: Int) {
    if self.width != width {
      self.width = width
      columns = [UInt64](repeating: 0, count: width)
      runs = [Run](
        repeating: Run(count: 0, next: -1, gap: 0, sixel: 0), count: 6 * width)
      segments = [Segment](
        repeating: Segment(start: 0, end: 0, firstRun: 0, next: -1, bytes: 0, color: 0),
        count: 6 * width)
      ends = [BaseLayer.End](repeating: .none, count: width + 1)
      passes = [Pass](repeating: Pass(first: 0, last: 0, end: 0), count: 6 * width)
    }
    self.height = height
    bandNumber = 0
    for color in 0..<256 { used[color] = false }
    output.clear()
  }

  /// Calls `body` with room for the palette positions of a band: a word a column, whose lowest
  /// six bytes are its rows from the top.
  mutating func withColumns(_ body: (UnsafeMutablePointer<UInt64>) -> Bool) -> Bool {
    unsafe columns.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
  }

  /// Sets the palette position of one pixel of the band.
  mutating func set(x: Int, row: Int, to color: UInt8) {
    let shift = UInt64(row * 8)
    columns[x] = columns[x] & ~(0xFF << shift) | UInt64(color) << shift
  }

  /// Spreads the columns of `source` over the image: its rows `firstRow` and following.
  mutating func enlarge(_ enlarging: Enlarging, firstRow: Int, rows: Int, source: PixelRect) {
    for x in 0..<source.width {
      var spread: UInt64 = 0
      for row in 0..<rows {
        let from = enlarging.row(firstRow + row) - source.y
        spread |= (columns[x] &>> UInt64(8 * from) & 0xFF) &<< UInt64(8 * row)
      }
      columns[x] = spread
    }
    // From the right, since no column's source lies to its right.
    for x in (0..<width).reversed() { columns[x] = columns[enlarging.column(x)] }
  }

  /// Appends the band that the columns hold, of which the first `rows` rows count.
  mutating func encode(rows: Int) {
    precondition(width > 0 && 1...6 ~= rows)
    let counts = unsafe columns.withUnsafeBufferPointer { columns in
      unsafe runs.withUnsafeMutableBufferPointer { runs in
        unsafe segments.withUnsafeMutableBufferPointer { segments in
          unsafe open.withUnsafeMutableBufferPointer { open in
            var splitter = unsafe BandSplitter(
              runs: runs.baseAddress!, segments: segments.baseAddress!, open: open.baseAddress!)
            unsafe splitter.split(columns, rows: rows)
            return unsafe splitter.segmentCount
          }
        }
      }
    }
    for segment in 0..<counts {
      let color = Int(segments[segment].color)
      open[color] = .none
      used[color] = true
    }
    let base = chooseBase(counts)
    let passCount = pack(counts)
    if bandNumber > 0 { output.newBand() }
    bandNumber += 1
    output.append(
      base: base, rows: rows, passes: passes[..<passCount], segments: segments, runs: runs,
      width: width)
  }

  /// Adds the whole sequence of the picture whose bands were appended to `result`.
  func append(to result: inout [UInt8], palette: [GridColor]) {
    let header = SixelHeader.bytes(width: width, height: height, palette: palette, used: used)
    output.append(to: &result, header: header)
  }

  /// The first segment of the base layer; -1 for none.
  private mutating func chooseBase(_ count: Int) -> Int32 {
    unsafe ends.withUnsafeMutableBufferPointer { ends in
      unsafe segments.withUnsafeMutableBufferPointer { segments in
        unsafe BaseLayer(ends.baseAddress!)
          .choose(segments.baseAddress!, count: count, width: width)
      }
    }
  }

  /// Puts segments, which come in the order of their starts, into passes first-fit; the number of
  /// passes.
  private mutating func pack(_ count: Int) -> Int {
    unsafe segments.withUnsafeMutableBufferPointer { segments in
      unsafe passes.withUnsafeMutableBufferPointer { passes in
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
            unsafe segments[Int(passes[pass].last)].next = Int32(number)
            unsafe passes[pass].last = Int32(number)
            unsafe passes[pass].end = end
          }
        }
        return passCount
      }
    }
  }
}
