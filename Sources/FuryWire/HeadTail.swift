/// The three `int32` words `[head, tail, lock]` of a queue, as numbers.
public struct HeadTail: Sendable, Hashable {
  /// Bytes of the segment.
  public static let byteCount = 12
  /// Byte offset of `head`, the oldest unread slot.
  public static let headOffset = 0
  /// Byte offset of `tail`, the newest slot.
  public static let tailOffset = 4
  /// Byte offset of `lock`.
  public static let lockOffset = 8
  /// Nothing to read, nobody inside.
  public static let empty = HeadTail(head: -1, tail: -1, lock: 0)

  /// The oldest unread slot, -1 when empty.
  public var head: Int32
  /// The newest slot, -1 when empty.
  public var tail: Int32
  /// Not 0 while somebody is inside.
  public var lock: Int32

  /// The three words.
  public init(head: Int32, tail: Int32, lock: Int32 = 0) {
    self.head = head
    self.tail = tail
    self.lock = lock
  }

  /// True for -1, -1.
  public var isEmpty: Bool { head == -1 && tail == -1 }

  /// True when a queue of `maxSize` slots can be in this state.
  public func isValid(maxSize: Int) -> Bool {
    let slots = 0..<Int32(clamping: maxSize)
    return (isEmpty || (slots.contains(head) && slots.contains(tail))) && (lock == 0 || lock == 1)
  }

  /// True when FURY's `enqueue` would refuse: `(tail + 1) mod max_size == head`.
  public func isFull(maxSize: Int) -> Bool {
    !isEmpty && (Int(tail) + 1) % maxSize == Int(head)
  }

  /// The number of unread events.
  public func count(maxSize: Int) -> Int {
    isEmpty ? 0 : (Int(tail) - Int(head) + maxSize) % maxSize + 1
  }

  /// The state after FURY's `enqueue`, and the slot that takes the row; nil when it is full.
  public func enqueued(maxSize: Int) -> (state: HeadTail, slot: Int)? {
    guard !isFull(maxSize: maxSize) else { return nil }
    if isEmpty { return (HeadTail(head: 0, tail: 0, lock: lock), 0) }
    let slot = (Int(tail) + 1) % maxSize
    return (HeadTail(head: head, tail: Int32(slot), lock: lock), slot)
  }

  /// The state after FURY's `dequeue`, and the slot that is read; nil when it is empty.
  public func dequeued(maxSize: Int) -> (state: HeadTail, slot: Int)? {
    guard !isEmpty else { return nil }
    let slot = Int(head)
    if head == tail { return (HeadTail(head: -1, tail: -1, lock: lock), slot) }
    return (HeadTail(head: Int32((slot + 1) % maxSize), tail: tail, lock: lock), slot)
  }
}
