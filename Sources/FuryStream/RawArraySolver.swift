internal import FuryWire

/// Finds the order and sizes of allocations that explain the arenas of a process; pure.
///
/// FURY allocates for a client n images and the info, for an interaction the queue and its words.
/// The solver tries every order of these with every size that the info words and the arenas allow,
/// runs each through ``PythonHeap``, and keeps those in which every array falls on bytes that can
/// be it and every arena is explained. Programs that use raw arrays for other things have no
/// solution.
struct RawArraySolver {
  /// Allocations tried before the search gives up: a process with very many raw arrays.
  static let attemptLimit = 300_000
  /// Queues with more slots are not looked for.
  static let slotLimit = 1024

  private let contents: RawArrayContents
  private let sizes: [Int]
  private var attempts = 0
  private(set) var solutions: [[RawArrayLayout]] = []
  private var rowCounts: [PythonHeap.Block: Int] = [:]
  private var known: Set<[RawArrayLayout]> = []

  init(_ contents: RawArrayContents) {
    self.contents = contents
    sizes = contents.arenas.map(\.count)
  }

  /// All explanations; each lists the streams in the order of their clients.
  static func solve(_ contents: RawArrayContents) -> [[RawArrayLayout]] {
    guard !contents.infos.isEmpty else { return [] }
    var solver = RawArraySolver(contents)
    solver.search(PythonHeap(), layouts: [], queues: [])
    // What was found before giving up may be half of what there is.
    return solver.attempts < attemptLimit ? solver.solutions : []
  }

  /// Goes on from a heap that holds `layouts` and `queues`, of which the queues belong, in order,
  /// to the layouts.
  private mutating func search(
    _ heap: PythonHeap, layouts: [RawArrayLayout], queues: [RawArrayLayout.Queue]
  ) {
    guard attempts < Self.attemptLimit else { return }
    if heap.arenas == sizes, !layouts.isEmpty, queues.count <= layouts.count {
      record(layouts, queues)
    }
    if layouts.count < 4 { addClient(heap, layouts, queues) }
    if queues.count <= layouts.count { addInteraction(heap, layouts, queues) }
  }

  private mutating func addClient(
    _ heap: PythonHeap, _ layouts: [RawArrayLayout], _ queues: [RawArrayLayout.Queue]
  ) {
    for info in contents.infos where !layouts.contains(where: { Self.isSame($0.info, info) }) {
      for buffers in stride(from: info.sizes.count, to: info.current, by: -1) {
        let smallest = info.sizes[..<buffers].map(\.byteCount).max() ?? 0
        for size in imageSizes(info, buffers, heap, smallest) {
          attempts += 1
          guard attempts < Self.attemptLimit else { return }
          var heap = heap
          let images = (0..<buffers).map { _ in heap.allocate(size) }
          guard isPossible(heap) else { continue }
          let block = heap.allocate(8 + 8 * buffers)
          guard isPossible(heap), Self.isSame(block, info) else { continue }
          let layout = RawArrayLayout(images: images, info: block)
          search(heap, layouts: layouts + [layout], queues: queues)
        }
      }
    }
  }

  private mutating func addInteraction(
    _ heap: PythonHeap, _ layouts: [RawArrayLayout], _ queues: [RawArrayLayout.Queue]
  ) {
    // Queues that fall on the same places differ in nothing that can be seen: of each such class
    // the smallest, the largest and FURY's default stand for all.
    var classes: [[PythonHeap.Block]: [(slots: Int, heap: PythonHeap)]] = [:]
    var order: [[PythonHeap.Block]] = []
    for slots in 1...slotLimit(heap) {
      attempts += 1
      var heap = heap
      let rows = heap.allocate((slots + 1) * QueueLayout.eventDimension * 8)
      let words = heap.allocate(HeadTail.byteCount)
      guard isPossible(heap), contents.isHeadTail(words, rows: rows, slots: slots) else { continue }
      guard hasRows(rows, slots + 1) else { continue }
      let key = [PythonHeap.Block(arena: rows.arena, start: rows.start, end: 0), words]
      if classes[key] == nil { order.append(key) }
      classes[key, default: []].append((slots, heap))
    }
    for key in order {
      let members = classes[key] ?? []
      let chosen = members.indices.filter {
        $0 == 0 || $0 == members.count - 1 || members[$0].slots == 50
      }
      for index in chosen {
        let (slots, heap) = members[index]
        let end = key[0].start + (slots + 1) * QueueLayout.eventDimension * 8
        let rows = PythonHeap.Block(arena: key[0].arena, start: key[0].start, end: end)
        let queue = RawArrayLayout.Queue(rows: rows, headTail: key[1], slots: slots)
        search(heap, layouts: layouts, queues: queues + [queue])
      }
    }
  }

  private mutating func record(_ layouts: [RawArrayLayout], _ queues: [RawArrayLayout.Queue]) {
    // Fewer queues than streams: whose they are cannot be told from the order alone.
    let owners = queues.count == layouts.count ? queues.map { Optional($0) } : []
    var solution = layouts
    for index in owners.indices { solution[index].queue = owners[index] }
    if known.insert(solution).inserted { solutions.append(solution) }
  }

  /// True where `count` rows can lie; each place is looked at once.
  private mutating func hasRows(_ block: PythonHeap.Block, _ count: Int) -> Bool {
    let place = PythonHeap.Block(arena: block.arena, start: block.start, end: 0)
    if let known = rowCounts[place] { return known >= count }
    let found = contents.rowCount(
      arena: block.arena, start: block.start, limit: Self.slotLimit + 1)
    rowCounts[place] = found
    return found >= count
  }

  /// The largest queue for which there is room, in what is free or in the next arena.
  private func slotLimit(_ heap: PythonHeap) -> Int {
    let next = heap.arenas.count < sizes.count ? sizes[heap.arenas.count] : 0
    let room = heap.free.reduce(next) { max($0, $1.end - $1.start) }
    return min(max(1, room / (QueueLayout.eventDimension * 8) - 1), Self.slotLimit)
  }

  /// Sizes that one of `buffers` images may have, in bytes, rounded as the heap does.
  private func imageSizes(
    _ info: RawArrayContents.Info, _ buffers: Int, _ heap: PythonHeap, _ smallest: Int
  ) -> [Int] {
    var sizes: Set<Int> = [PythonHeap.rounded(smallest)]
    // An info that lies behind images gives their size: in an arena of their own, or in what is
    // free.
    let starts = [0] + heap.free.map(\.start)
    for other in contents.infos {
      for start in starts {
        for count in 1...buffers where (other.offset - start) % (count * 8) == 0 {
          sizes.insert((other.offset - start) / count)
        }
      }
    }
    // FURY's default maximum is the window by 1.1 both ways.
    for size in info.sizes {
      let (width, height) = (Int(Double(size.width) * 1.1), Int(Double(size.height) * 1.1))
      sizes.insert(PythonHeap.rounded(width * height * 3))
    }
    // An image that fills its arena but for less than an info.
    for arena in self.sizes {
      for rest in stride(from: 0, to: 24, by: PythonHeap.alignment) { sizes.insert(arena - rest) }
    }
    return sizes.filter { $0 >= smallest }.sorted()
  }

  /// True while the arenas made so far are the first of those there are.
  private func isPossible(_ heap: PythonHeap) -> Bool {
    heap.arenas.count <= sizes.count && sizes.starts(with: heap.arenas)
  }

  private static func isSame(_ block: PythonHeap.Block, _ info: RawArrayContents.Info) -> Bool {
    block.arena == info.arena && block.start == info.offset
  }
}
