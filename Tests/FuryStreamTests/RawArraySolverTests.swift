import Testing

@testable import FuryStream

/// The search for raw arrays, on memory that the tests lay out by Python's rules.
@Suite struct RawArraySolverTests {
  /// What a program allocates, in order.
  enum Request {
    case client(width: Int, height: Int, buffers: Int)
    case queue(slots: Int)
    case other(Int)
  }

  /// Lays a program's arrays out and fills in the words that FURY writes.
  private func program(
    _ requests: [Request]
  ) -> (arenas: [[UInt8]], images: [[PythonHeap.Block]], queues: [PythonHeap.Block]) {
    var heap = PythonHeap()
    var images: [[PythonHeap.Block]] = []
    var queues: [PythonHeap.Block] = []
    var words: [(PythonHeap.Block, [UInt32])] = []
    for request in requests {
      switch request {
      case .client(let width, let height, let buffers):
        images.append((0..<buffers).map { _ in heap.allocate(width * height * 3) })
        let info: [UInt32] = [3, 0] + (0..<buffers).flatMap { _ in [UInt32(width), UInt32(height)] }
        words.append((heap.allocate(info.count * 4), info))
      case .queue(let slots):
        queues.append(heap.allocate((slots + 1) * 64))
        words.append((heap.allocate(12), [.max, .max, 0]))
      case .other(let size): _ = heap.allocate(size)
      }
    }
    var arenas = heap.arenas.map { [UInt8](repeating: 0, count: $0) }
    for (block, values) in words {
      for (index, value) in values.enumerated() {
        for byte in 0..<4 {
          arenas[block.arena][block.start + index * 4 + byte] =
            UInt8(truncatingIfNeeded: value >> (8 * UInt32(byte)))
        }
      }
    }
    return (arenas, images, queues)
  }

  private func solve(_ arenas: [[UInt8]]) -> [RawArrayLayout] {
    RawArrayProcess.agreed(RawArraySolver.solve(RawArrayContents(arenas: arenas))).layouts
  }

  /// Places that CPython 3.11 was seen to choose.
  @Test func theHeapModelAgreesWithCPython() {
    var heap = PythonHeap()
    let places = [1_742_400, 1_742_400, 24, 3264, 12].map { heap.allocate($0) }
    #expect(heap.arenas == [1_744_896, 1_744_896, 16_384])
    #expect(places.map(\.arena) == [0, 1, 1, 2, 1])
    #expect(places.map(\.start) == [0, 0, 1_742_400, 0, 1_742_424])
    var small = PythonHeap()
    let more = ([Int](repeating: 3600, count: 7) + [64, 384, 12]).map { small.allocate($0) }
    #expect(small.arenas == [4096, 8192, 16_384])
    #expect(more.map(\.arena) == [0, 1, 1, 2, 2, 2, 2, 0, 0, 0])
    #expect(more.map(\.start) == [0, 0, 3600, 0, 3600, 7200, 10_800, 3600, 3664, 4048])
  }

  @Test(arguments: [(64, 48, 10), (100, 100, 50), (61, 47, 3), (40, 30, 200)], [1, 2, 3, 5])
  func oneStreamIsFound(_ shape: (Int, Int, Int), buffers: Int) throws {
    let client = Request.client(width: shape.0, height: shape.1, buffers: buffers)
    for requests in [[client, .queue(slots: shape.2)], [.queue(slots: shape.2), client]] {
      let (arenas, images, queues) = program(requests)
      // Several images in one arena hide their size where no info lies behind them: not guessed.
      guard let found = solve(arenas).first else {
        #expect(buffers > 2)
        continue
      }
      #expect(found.images.map(\.arena) == images[0].map(\.arena))
      #expect(found.images.map(\.start) == images[0].map(\.start))
      let queue = try #require(found.queue)
      #expect(queue.rows.arena == queues[0].arena && queue.rows.start == queues[0].start)
      #expect((1...shape.2).contains(queue.slots))
    }
  }

  @Test func twoStreamsOfOneSizeAreToldApart() throws {
    let client = Request.client(width: 120, height: 90, buffers: 2)
    let (arenas, images, _) = program([client, .queue(slots: 50), client, .queue(slots: 50)])
    let found = solve(arenas)
    #expect(found.map { $0.images.map(\.arena) } == images.map { $0.map(\.arena) })
  }

  @Test func aViewOnlyStreamHasNoQueue() throws {
    let (arenas, _, _) = program([.client(width: 64, height: 48, buffers: 2)])
    let found = solve(arenas)
    #expect(found.count == 1)
    #expect(found.first?.queue == nil)
  }

  @Test func memoryOfAnotherKindHasNoSolution() {
    let (arenas, _, _) = program([
      .other(50_000), .client(width: 64, height: 48, buffers: 2), .queue(slots: 50), .other(7000),
    ])
    #expect(solve(arenas).isEmpty)
    #expect(solve([[UInt8](repeating: 0, count: 8192)]).isEmpty)
    #expect(solve([]).isEmpty)
  }

  /// White pixels are full of -1 and dark ones full of 3 and 0: no mistaken identity.
  @Test func picturesAreNotTakenForWords() throws {
    for value in [0, 3, 255] as [UInt8] {
      var (arenas, images, queues) = program([
        .client(width: 100, height: 80, buffers: 2), .queue(slots: 50),
      ])
      for image in images[0] {
        for offset in image.start..<image.end { arenas[image.arena][offset] = value }
        if value == 3 {
          for offset in image.start..<image.end where offset % 4 != 0 {
            arenas[image.arena][offset] = 0
          }
        }
      }
      let found = try #require(solve(arenas).first)
      #expect(found.images.map(\.arena) == images[0].map(\.arena))
      #expect(found.queue?.rows.arena == queues[0].arena)
    }
  }
}
