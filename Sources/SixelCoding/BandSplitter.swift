internal import CKernels

/// Takes the columns of a band apart into segments, whose text it writes at once, each colour's into a
/// stretch of memory of its own.
///
/// Works on raw memory that `BandEncoder` sizes: 6 segments a column are the most that a band can
/// have, because a column has at most six colours, and a colour takes at most a byte a column.
@unsafe struct BandSplitter {
  /// What is known of a colour on the way from left to right.
  @unsafe struct ColorState {
    /// Where its next byte goes.
    var next: UnsafeMutablePointer<UInt8>
    /// The column where its last run ends.
    var end: Int32
    /// The columns and the character of its last run, which is not yet written.
    var count: Int32
    var segment: Int32
    var character: UInt8
  }

  let text: SixelText
  let segments: UnsafeMutablePointer<BandEncoder.Segment>
  /// For each of the 256 colours: its memory's first byte, and the end that nothing continues.
  let states: UnsafeMutablePointer<ColorState>

  private(set) var segmentCount = 0

  init(
    text: SixelText, segments: UnsafeMutablePointer<BandEncoder.Segment>,
    states: UnsafeMutablePointer<ColorState>
  ) {
    unsafe self.text = text
    unsafe self.segments = segments
    unsafe self.states = states
  }

  /// Fills segments, in the order of their starts, from the first `rows` rows.
  mutating func split(_ columns: UnsafeBufferPointer<UInt64>, rows: Int) {
    let mask: UInt64 = (1 << UInt64(rows * 8)) &- 1
    let bits: UInt64 = ((1 << UInt64(rows)) &- 1) &* 0x0101_0101_0101 & mask
    var x = 0
    while x < columns.count {
      let word = unsafe columns[x] & mask
      var end = x + 1
      while end < columns.count, unsafe columns[end] & mask == word { end += 1 }
      unsafe peel(
        word, rows: bits, start: Int32(truncatingIfNeeded: x), end: Int32(truncatingIfNeeded: end))
      x = end
    }
    for number in 0..<(unsafe segmentCount) {
      let state = unsafe states + Int(segments[number].color)
      if unsafe Int(state.pointee.segment) == number { unsafe close(state) }
    }
  }

  /// Adds a run for every colour of `word`, whose set of rows is the run's sixel.
  ///
  /// Which rows have which colour is found for all of them at once: a loop that waited for one colour
  /// to look for the next took longer. `rows` has a byte for every row, with a bit for
  /// every row.
  @inline(__always)
  private mutating func peel(_ word: UInt64, rows: UInt64, start: Int32, end: Int32) {
    let alike = fury_equal_bytes(word) & rows
    // Of the rows before itself a row's byte has none where it is the first of its colour: then the
    // top bit stays. Bytes that are no rows have nothing at all.
    let before = alike & 0x1F0F_0703_0100
    var firsts = ((0x8080_8080_8080 &- before) &>> 7) & rows & 0x0101_0101_0101
    while firsts != 0 {
      let place = UInt64(truncatingIfNeeded: firsts.trailingZeroBitCount)
      firsts &= firsts &- 1
      let color = word &>> place & 0xFF
      let sixel = alike &>> place & 0x3F
      unsafe add(
        color: Int(truncatingIfNeeded: color),
        character: UInt8(truncatingIfNeeded: sixel) &+ UInt8(ascii: "?"), start: start, end: end)
    }
  }

  @inline(__always)
  private mutating func add(color: Int, character: UInt8, start: Int32, end: Int32) {
    let state = unsafe states + color
    let gap = unsafe start &- state.pointee.end
    // One question in place of two, and none about a gap of nothing below: what comes next in a
    // dithered picture cannot be guessed, and a wrong guess costs more than all else here.
    if unsafe gap | Int32(state.pointee.character ^ character) == 0 {
      unsafe state.pointee.count &+= end &- start
      unsafe state.pointee.end = end
      return
    }
    if gap <= BandEncoder.bridge {
      let next = unsafe writeRun(of: state)
      unsafe state.pointee.next = text.run(UInt8(ascii: "?"), count: gap, at: next)
    } else {
      unsafe begin(state, color: color, start: start)
    }
    unsafe state.pointee.character = character
    unsafe state.pointee.count = end &- start
    unsafe state.pointee.end = end
  }

  @inline(__always)
  private func writeRun(
    of state: UnsafeMutablePointer<ColorState>
  ) -> UnsafeMutablePointer<UInt8> {
    unsafe text.run(state.pointee.character, count: state.pointee.count, at: state.pointee.next)
  }

  /// Opens a segment for a colour that has none near enough.
  @inline(__always)
  private mutating func begin(
    _ state: UnsafeMutablePointer<ColorState>, color: Int, start: Int32
  ) {
    if unsafe state.pointee.segment >= 0 { unsafe close(state) }
    unsafe segments[segmentCount] = BandEncoder.Segment(
      start: start, end: 0, next: -1, bytes: 0, text: state.pointee.next,
      color: UInt8(truncatingIfNeeded: color))
    unsafe state.pointee.segment = Int32(truncatingIfNeeded: segmentCount)
    unsafe segmentCount &+= 1
  }

  /// Ends the last segment of a colour.
  @inline(__always)
  private func close(_ state: UnsafeMutablePointer<ColorState>) {
    let next = unsafe writeRun(of: state)
    let segment = unsafe segments + Int(state.pointee.segment)
    unsafe segment.pointee.bytes = Int32(truncatingIfNeeded: next - segment.pointee.text)
    unsafe segment.pointee.end = unsafe state.pointee.end
    unsafe state.pointee.next = next
  }
}
