internal import FuryWire
internal import SharedMemory

/// The words of an event queue, mapped: its rows and `[head, tail, lock]`.
///
/// Every number read here may have been written by anybody, so indices are checked before use.
final class QueueMemory: Sendable {
  let queue: MemoryRange
  let headTail: MemoryRange
  private let rows: RowBuffer
  private let words: MappedWords

  /// Opens the queue of `stream`; throws `.invalid` when it has none or its header lies.
  convenience init(_ stream: StreamDescription) throws(StreamError) {
    guard let queue = stream.queue, let headTail = stream.headTail else {
      throw .invalid(stream.viewOnlyReason ?? "\(stream.name) takes no events")
    }
    try self.init(
      queue: MemoryRange(queue), headTail: MemoryRange(headTail), flavour: stream.flavour)
  }

  init(queue: MemoryRange, headTail: MemoryRange, flavour: Flavour) throws(StreamError) {
    self.queue = queue
    self.headTail = headTail
    rows = try RowBuffer(queue, flavour: flavour)
    guard headTail.byteCount >= HeadTail.byteCount else {
      throw .invalid("\(headTail.segment.label) has \(headTail.byteCount) bytes, not 12")
    }
    words = try headTail.words(byteCount: HeadTail.byteCount)
  }

  var layout: QueueLayout { rows.layout }
  var maxSize: Int { layout.maxSize }

  /// True once the memory was cut under the mapping.
  var isDamaged: Bool { rows.isDamaged || words.isDamaged }

  /// The three words, each loaded by itself, in the order head, tail, lock.
  var state: HeadTail {
    let head = words.int32(at: HeadTail.headOffset)
    let tail = words.int32(at: HeadTail.tailOffset)
    return HeadTail(head: head, tail: tail, lock: words.int32(at: HeadTail.lockOffset))
  }

  /// Row `slot`, 0 … `maxSize`; the first eight numbers of it.
  func row(_ slot: Int) -> SIMD8<Double> {
    var row = SIMD8<Double>(repeating: 0)
    for index in 0..<min(8, layout.dimension) { row[index] = rows[slot, index] }
    return row
  }

  /// Stores a row.
  func store(_ row: SIMD8<Double>, in slot: Int) {
    for index in 0..<min(8, layout.dimension) { rows[slot, index] = row[index] }
  }

  func storeHead(_ value: Int32) { words.store(value, at: HeadTail.headOffset) }
  func storeTail(_ value: Int32) { words.store(value, at: HeadTail.tailOffset) }
  func clearLock() { words.store(Int32(0), at: HeadTail.lockOffset) }

  /// Sets the lock word if it is clear.
  func takeLock() -> Bool { words.compareExchange(Int32(0), 1, at: HeadTail.lockOffset) }

  /// Clears the lock word if it is still set; true when this call did it.
  func breakLock() -> Bool { words.compareExchange(Int32(1), 0, at: HeadTail.lockOffset) }

  /// Replaces head and tail together, in one step, if both are still what `old` says.
  func replace(_ old: HeadTail, by new: HeadTail) -> Bool {
    words.compareExchange(Self.pair(old), Self.pair(new), at: HeadTail.headOffset)
  }

  private static func pair(_ state: HeadTail) -> UInt64 {
    UInt64(UInt32(bitPattern: state.tail)) << 32 | UInt64(UInt32(bitPattern: state.head))
  }

  /// What the viewers of this stream tell each other.
  var record: ControlRecord {
    get { ControlRecord(row: row(maxSize), maxSize: maxSize) }
    set { store(newValue.row, in: maxSize) }
  }
}
