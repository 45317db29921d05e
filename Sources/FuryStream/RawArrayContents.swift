internal import FuryWire

/// What the arenas of a process hold, as far as it can belong to a stream; pure.
struct RawArrayContents: Sendable {
  /// Words that may be a stream's info: `[3, current, w0, h0, …]`.
  struct Info: Sendable, Hashable {
    var arena: Int
    var offset: Int
    /// The pairs of plausible width and height that follow one another, largest number first tried.
    var sizes: [FrameInfo.Size]
    var current: Int
  }

  /// Streams with more images than this are not looked for in raw arrays.
  static let bufferLimit = 16

  /// The arenas' bytes, in the order in which they were made.
  let arenas: [[UInt8]]
  /// Everything that may be an info.
  let infos: [Info]

  /// - `arenas`: the contents of the arenas in the order in which they were made.
  init(arenas: [[UInt8]]) {
    self.arenas = arenas
    let largest = arenas.map(\.count).max() ?? 0
    var infos: [Info] = []
    for (number, bytes) in arenas.enumerated() {
      unsafe bytes.withUnsafeBytes { raw in
        for offset in stride(from: 0, through: raw.count - 16, by: PythonHeap.alignment)
        where unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self) == 3 {
          if let info = unsafe Self.info(raw, number, offset, largest: largest) {
            infos.append(info)
          }
        }
      }
    }
    self.infos = infos
  }

  /// True where `[head, tail, lock]` of a queue with these rows may lie: empty, or with an event in
  /// the slot that `head` names. Zeros alone are no queue.
  func isHeadTail(_ block: PythonHeap.Block, rows: PythonHeap.Block, slots: Int) -> Bool {
    let words = (0..<3).map { int32(block.arena, block.start + $0 * 4) }
    let state = HeadTail(head: words[0], tail: words[1], lock: words[2])
    guard state.isValid(maxSize: slots) else { return false }
    if state.isEmpty { return true }
    let row = row(rows.arena, rows.start + Int(state.head) * QueueLayout.eventDimension * 8)
    return (try? FuryEvent(row: row)) != nil
  }

  /// How many rows from `start` on are events, empty, or the viewers' own; at most `limit`.
  func rowCount(arena: Int, start: Int, limit: Int) -> Int {
    let size = QueueLayout.eventDimension * 8
    let room = min(limit, (arenas[arena].count - start) / size)
    return (0..<room).first { !isRow(row(arena, start + $0 * size)) } ?? room
  }

  private func isRow(_ row: SIMD8<Double>) -> Bool {
    row == SIMD8(repeating: 0) || row[0] == ControlRecord.magic
      || (try? FuryEvent(row: row)) != nil
  }

  private func row(_ arena: Int, _ start: Int) -> SIMD8<Double> {
    var row = SIMD8<Double>(repeating: 0)
    for index in 0..<8 {
      let low = UInt64(UInt32(bitPattern: int32(arena, start + index * 8)))
      let high = UInt64(UInt32(bitPattern: int32(arena, start + index * 8 + 4)))
      row[index] = Double(bitPattern: high << 32 | low)
    }
    return row
  }

  private func int32(_ arena: Int, _ offset: Int) -> Int32 {
    let bytes = arenas[arena]
    guard offset >= 0, offset + 4 <= bytes.count else { return .min }
    return unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: offset, as: Int32.self)
    }
  }

  private static func info(
    _ raw: UnsafeRawBufferPointer, _ arena: Int, _ offset: Int, largest: Int
  ) -> Info? {
    func word(_ index: Int) -> Int? {
      let place = offset + index * 4
      guard place + 4 <= raw.count else { return nil }
      return unsafe Int(raw.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
    var sizes: [FrameInfo.Size] = []
    while sizes.count <= bufferLimit, let width = word(2 + 2 * sizes.count),
      let height = word(3 + 2 * sizes.count), (1...FrameInfo.sizeLimit).contains(width),
      (1...FrameInfo.sizeLimit).contains(height), width * height * 3 <= largest
    { sizes.append(FrameInfo.Size(width: width, height: height)) }
    // Dark pictures hold long runs of small numbers; an info is short and something else follows
    // it.
    guard let current = word(1), current < sizes.count, sizes.count <= bufferLimit
    else { return nil }
    return Info(arena: arena, offset: offset, sizes: sizes, current: current)
  }
}
