/// A model of the allocator behind Python's `multiprocessing.RawArray`; pure.
///
/// Source: `multiprocessing/heap.py` of CPython 3.8 to 3.13 (`Heap._malloc`, `_new_arena`). A
/// request takes the smallest free block that is large enough, of several the one freed last;
/// without one, a new file ("arena") is made, of at least a size that doubles from 4 KiB to 4 MiB.
/// Nothing is ever freed by a stream, so the places of its arrays follow from their sizes and
/// order.
struct PythonHeap: Sendable, Hashable {
  static let page = 4096
  static let alignment = 8
  static let doubleUntil = 4 << 20

  /// A place in one of the arenas.
  struct Block: Sendable, Hashable {
    var arena: Int
    var start: Int
    var end: Int
  }

  /// The arenas' sizes, in the order in which they were made.
  private(set) var arenas: [Int] = []
  private var nextSize = PythonHeap.page
  /// Free blocks in the order in which they became free.
  private(set) var free: [Block] = []

  /// The heap of a process that has allocated nothing yet.
  init() {}

  /// Bytes that a request of `size` takes.
  static func rounded(_ size: Int) -> Int {
    (max(size, 1) + alignment - 1) / alignment * alignment
  }

  /// Takes `size` bytes; the block ends where the next may start.
  mutating func allocate(_ size: Int) -> Block {
    let size = Self.rounded(size)
    let block = takeFree(size) ?? newArena(size)
    if block.start + size < block.end {
      free.append(Block(arena: block.arena, start: block.start + size, end: block.end))
    }
    return Block(arena: block.arena, start: block.start, end: block.start + size)
  }

  private mutating func takeFree(_ size: Int) -> Block? {
    var best: Int?
    for (index, block) in free.enumerated() where block.end - block.start >= size {
      if let known = best, free[known].end - free[known].start < block.end - block.start {
        continue
      }
      best = index
    }
    return best.map { free.remove(at: $0) }
  }

  private mutating func newArena(_ size: Int) -> Block {
    let length = (max(nextSize, size) + Self.page - 1) / Self.page * Self.page
    if nextSize < Self.doubleUntil { nextSize *= 2 }
    arenas.append(length)
    return Block(arena: arenas.count - 1, start: 0, end: length)
  }
}
