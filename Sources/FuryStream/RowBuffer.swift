internal import FuryWire
internal import SharedMemory

/// Rows of `float64` in shared memory: FURY's multi-dimensional buffer.
///
/// `maxSize + 1` rows of `dimension` numbers exist; each number is loaded and stored atomically.
public final class RowBuffer: Sendable {
  let layout: QueueLayout
  private let words: MappedWords
  private let range: MemoryRange
  /// The name to remove with this object, for the one that created it.
  private let ownedName: String?

  /// Creates the named segment `name` with zeros in all rows; it goes with this object.
  public init(creating name: String, maxSize: Int, dimension: Int) throws(StreamError) {
    let layout = QueueLayout(maxSize: maxSize, dimension: dimension)
    do {
      range = try MemoryRange(
        whole: SharedSegment.create(named: name, size: layout.byteCount))
    } catch let error as SharedMemoryError {
      throw StreamError(error)
    } catch { throw error as? StreamError ?? .failed("\(error)") }
    words = try range.words()
    self.layout = layout
    ownedName = name
    words.store(Double(maxSize), at: 0)
    words.store(Double(dimension), at: 8)
  }

  /// Attaches to the named segment `name`, whose header tells both sizes.
  public convenience init(attaching name: String) throws(StreamError) {
    try self.init(MemoryRange(.named(name)), flavour: .named)
  }

  init(_ range: MemoryRange, flavour: Flavour) throws(StreamError) {
    self.range = range
    ownedName = nil
    words = try range.words()
    do {
      switch flavour {
      case .named:
        guard range.byteCount >= 16 else {
          throw WireError.wrongSize(segment: "queue", expected: 16, found: range.byteCount)
        }
        layout = try QueueLayout(
          header: (words.double(at: 0), words.double(at: 8)), byteCount: range.byteCount)
      case .rawArray: layout = try QueueLayout(rawByteCount: range.byteCount)
      }
    } catch {
      throw .invalid("\(range.segment.label): \(error)")
    }
  }

  deinit {
    if let ownedName { SharedSegment.unlink(named: ownedName) }
  }

  /// Rows in use; one more exists.
  public var maxSize: Int { layout.maxSize }

  /// Numbers a row.
  public var dimension: Int { layout.dimension }

  /// True once somebody has cut the memory.
  public var isDamaged: Bool { words.isDamaged }

  /// Number `column` of row `row`, 0 … ``maxSize``.
  public subscript(row: Int, column: Int) -> Double {
    get { words.double(at: offset(row, column)) }
    set { words.store(newValue, at: offset(row, column)) }
  }

  /// Row `row`, ``dimension`` numbers.
  public subscript(row: Int) -> [Double] {
    get { (0..<dimension).map { self[row, $0] } }
    set {
      precondition(newValue.count == dimension)
      for (column, value) in newValue.enumerated() { self[row, column] = value }
    }
  }

  /// All `maxSize + 1` rows, one after the other.
  public var contents: [Double] {
    get { (0...maxSize).flatMap { self[$0] } }
    set {
      precondition(newValue.count == (maxSize + 1) * dimension)
      for (index, value) in newValue.enumerated() {
        self[index / dimension, index % dimension] = value
      }
    }
  }

  private func offset(_ row: Int, _ column: Int) -> Int {
    precondition((0...maxSize).contains(row) && (0..<dimension).contains(column))
    return layout.offset(ofRow: row) + column * 8
  }
}
