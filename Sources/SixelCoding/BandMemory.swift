/// The working memory for one band, kept from band to band and from picture to picture.
///
/// Sized for the worst that a band can be: six segments a column, and of each colour a byte a column.
@safe final class BandMemory {
  /// Columns that there is room for.
  let width: Int
  /// Palette positions: a word a column, whose lowest six bytes are its rows from the top.
  let columns: UnsafeMutablePointer<UInt64>
  /// The palette positions of the next band where they lie elsewhere.
  var lent: UnsafePointer<UInt64>?
  let segments: UnsafeMutablePointer<BandEncoder.Segment>
  let passes: UnsafeMutablePointer<BandEncoder.Pass>
  let ends: UnsafeMutablePointer<BaseLayer.End>
  /// Of each of the 256 colours.
  let states: UnsafeMutablePointer<BandSplitter.ColorState>
  private let text: UnsafeMutablePointer<UInt8>

  /// Bytes of text a colour; whole words are stored, and copied, beyond what is meant.
  private var stride: Int { width + 32 }

  init(width: Int) {
    self.width = width
    unsafe columns = .allocate(capacity: max(1, width))
    unsafe columns.initialize(repeating: 0, count: width)
    unsafe segments = .allocate(capacity: max(1, 6 * width))
    unsafe passes = .allocate(capacity: max(1, 6 * width))
    unsafe ends = .allocate(capacity: width + 1)
    unsafe states = .allocate(capacity: 256)
    unsafe text = .allocate(capacity: 256 * (width + 32))
    for color in 0..<256 { resetState(of: color) }
  }

  deinit {
    unsafe columns.deallocate()
    unsafe segments.deallocate()
    unsafe passes.deallocate()
    unsafe ends.deallocate()
    unsafe states.deallocate()
    unsafe text.deallocate()
  }

  /// Makes a colour one that no column has had.
  @inline(__always)
  func resetState(of color: Int) {
    unsafe states[color] = BandSplitter.ColorState(
      next: text + color * stride, end: -1 - BandEncoder.bridge, count: 0, segment: -1,
      character: 0)
  }
}
