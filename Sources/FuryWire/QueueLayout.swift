/// Where things lie in a queue segment: `[max_size, dim]`, then `max_size + 1` rows of `dim`
/// float64.
public struct QueueLayout: Sendable, Hashable {
  /// Numbers in a row of FURY's event queue.
  public static let eventDimension = 8
  /// The largest `max_size` that is believed.
  public static let maxSizeLimit = 1 << 20

  /// How many rows the queue uses; one more exists.
  public var maxSize: Int
  /// Numbers a row; 8 for events.
  public var dimension: Int
  /// Named memory starts with two numbers, raw arrays do not.
  public var flavour: Flavour

  /// A layout; `maxSize` and `dimension` at least 1.
  public init(maxSize: Int, dimension: Int = eventDimension, flavour: Flavour = .named) {
    precondition(maxSize >= 1 && dimension >= 1)
    self.maxSize = maxSize
    self.dimension = dimension
    self.flavour = flavour
  }

  /// The layout that the header of a named queue claims, checked against the segment's size.
  ///
  /// - `header`: the first two numbers of the segment.
  /// - `byteCount`: the size of the segment.
  public init(header: (Double, Double), byteCount: Int) throws(WireError) {
    guard let maxSize = Int(exactly: header.0), (1...Self.maxSizeLimit).contains(maxSize) else {
      throw .badHeader(segment: "queue", reason: "max_size \(header.0)")
    }
    guard let dimension = Int(exactly: header.1), (1...64).contains(dimension) else {
      throw .badHeader(segment: "queue", reason: "dimension \(header.1)")
    }
    self.init(maxSize: maxSize, dimension: dimension)
    guard self.byteCount == byteCount else {
      throw .wrongSize(segment: "queue", expected: self.byteCount, found: byteCount)
    }
  }

  /// The layout of a raw array of `byteCount` bytes.
  public init(rawByteCount byteCount: Int) throws(WireError) {
    let rows = byteCount / (Self.eventDimension * 8)
    guard rows >= 2, rows * Self.eventDimension * 8 == byteCount else {
      throw .wrongSize(segment: "queue", expected: 128, found: byteCount)
    }
    self.init(maxSize: rows - 1, flavour: .rawArray)
  }

  /// Bytes of the whole segment.
  public var byteCount: Int { offset(ofRow: maxSize + 1) }

  /// Byte offset of row `row`, 0 … ``maxSize``.
  public func offset(ofRow row: Int) -> Int {
    (row * dimension + (flavour == .named ? 2 : 0)) * 8
  }
}
