private import Synchronization

/// The rows of a picture in slices of whole bands, which threads take one after the other.
///
/// More slices than threads: a thread that is late or has other things to do leaves the rest to the
/// others.
final class SliceQueue: Sendable {
  /// Rows of a slice but the last: large enough that taking one costs nothing.
  static let rows = 60

  /// Slices in all.
  let count: Int
  private let height: Int
  private let next = Atomic<Int>(0)

  /// The slices of `height` rows.
  init(height: Int) {
    self.height = height
    count = (height + Self.rows - 1) / Self.rows
  }

  /// The next slice and its rows; nil where none is left.
  func take() -> (number: Int, rows: Range<Int>)? {
    let number = next.add(1, ordering: .relaxed).oldValue
    guard number < count else { return nil }
    return (number, number * Self.rows..<min(height, (number + 1) * Self.rows))
  }

  /// Leaves none for anyone.
  func drop() { next.store(count, ordering: .relaxed) }
}
