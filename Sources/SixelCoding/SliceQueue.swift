private import Synchronization

/// The rows of a picture in slices of whole bands, which threads take one after the other.
///
/// More slices than threads: a thread that is late or has other things to do leaves the rest to the
/// others.
final class SliceQueue: Sendable {
  /// Rows of a slice but the last: large enough that taking one costs nothing. A multiple of twelve,
  /// the rows that error diffusion does at once.
  static let rows = 60

  /// Slices in all.
  let count: Int
  private let height: Int
  private let next = Mutex(0)

  /// The slices of `height` rows.
  init(height: Int) {
    self.height = height
    count = (height + Self.rows - 1) / Self.rows
  }

  /// The next slice and its rows; nil where none is left.
  ///
  /// Calls `first` with the rows before anyone gets another slice.
  func take(_ first: (Range<Int>) -> Void) -> (number: Int, rows: Range<Int>)? {
    next.withLock { next in
      guard next < count else { return nil }
      defer { next += 1 }
      let rows = next * Self.rows..<min(height, (next + 1) * Self.rows)
      first(rows)
      return (next, rows)
    }
  }

  /// Leaves none for anyone.
  func drop() { next.withLock { $0 = count } }
}
