import FuryWire
import Testing

/// Words that contradict each other, or are cut.
@Suite struct HostileWordsTests {
  private func info(_ words: [UInt32], images: [Int] = [36, 36]) throws -> FrameInfo {
    let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    return try FrameInfo(bytes: bytes, flavour: .named, imageByteCounts: images)
  }

  @Test func infoIsRefusedAtEveryLengthButItsOwn() throws {
    let whole = bytes(GoldenBytes.infoAfterOneFrame)
    for length in 0..<whole.count {
      #expect(throws: WireError.self) {
        try FrameInfo(
          bytes: Array(whole[..<length]), flavour: .named, imageByteCounts: [36, 36])
      }
    }
    #expect(throws: WireError.self) {
      try FrameInfo(bytes: whole + [0], flavour: .named, imageByteCounts: [36, 36])
    }
    #expect(throws: WireError.self) {
      try FrameInfo(
        bytes: whole + [UInt8](repeating: 0, count: 8), flavour: .named, imageByteCounts: [36, 36])
    }
  }

  @Test func queueHeadersAreRefusedAtEveryLengthButTheirOwn() throws {
    let whole = bytes(GoldenBytes.queueOfThreeEvents)
    for length in 0..<(whole.count + 64) where length != whole.count {
      #expect(throws: WireError.self) { try QueueLayout(header: (3, 8), byteCount: length) }
    }
    let bad: [(Double, Double)] = [
      (0, 8), (-1, 8), (3.5, 8), (.nan, 8), (.infinity, 8), (3, 0), (3, .nan), (3, -8), (1e18, 8),
      (3, 1e18),
    ]
    for header in bad {
      #expect(throws: WireError.self) { try QueueLayout(header: header, byteCount: whole.count) }
    }
    for count in [0, 8, 64, 127, 129, 191] {
      #expect(throws: WireError.self) { try QueueLayout(rawByteCount: count) }
    }
    #expect(try QueueLayout(rawByteCount: 128).maxSize == 1)
  }

  @Test func lyingInfoWords() throws {
    #expect(try info([6, 1, 3, 1, 4, 3, 4, 3]).current == 1)
    #expect(throws: WireError.self) { try info([6, 1, 3, 2, 4, 3, 4, 3]) }  // index out of range
    #expect(throws: WireError.self) { try info([6, 1, 3, .max, 4, 3, 4, 3]) }
    #expect(throws: WireError.self) { try info([6, 1, 3, 1, 4, 3, 4, 0]) }  // one of the two zero
    #expect(throws: WireError.self) { try info([6, 1, 3, 1, 4, 3, 0, 3]) }
    #expect(throws: WireError.self) { try info([6, 1, 3, 1, 4, 3, 4, 4]) }  // beyond the image
    #expect(throws: WireError.self) { try info([6, 1, 3, 1, 4, 3, .max, .max]) }  // overflow
    #expect(throws: WireError.self) { try info([6, 1, 3, 1, 4, 3, 40_000, 1], images: [36, 1 << 30]) }
    #expect(throws: WireError.self) { try info([6, 1, 4, 1, 4, 3, 4, 3]) }  // four components
    #expect(throws: WireError.self) { try info([6, 2, 3, 1, 4, 3, 4, 3]) }
    #expect(throws: WireError.self) { try info([8, 1, 3, 1, 4, 3, 4, 3]) }
    #expect(throws: WireError.self) { try info([6, 1, 3, 1, 4, 3, 4, 3], images: [36]) }
  }

  @Test func rowsThatAreNoEvents() throws {
    let good = SIMD8<Double>(2, 0, 0.5, 0.5, 0, 1, 123, 0)
    #expect(try FuryEvent(row: good).shift)
    for (column, values) in [
      (0, [0, 9, -1, 2.5, .nan, .infinity]), (1, [.nan, .infinity]), (2, [.nan, 1e9, -.infinity]),
      (3, [.nan, -1e9]), (4, [2, -1, 0.5, .nan]), (5, [2, .nan]), (6, [.nan, 1e300]),
    ] as [(Int, [Double])] {
      for value in values {
        var row = good
        row[column] = value
        #expect(throws: WireError.self) { try FuryEvent(row: row) }
      }
    }
  }

  @Test func numbersThatFURYWouldChokeOnAreNotSent() {
    for event in [
      FuryEvent(id: .move, x: .nan), FuryEvent(id: .move, y: .infinity),
      FuryEvent(id: .move, x: 1e6), FuryEvent(id: .wheel, weel: .nan),
      FuryEvent(id: .wheel, weel: 1000), FuryEvent(id: .wheel, weel: -1000),
      FuryEvent(id: .move, userTimestamp: .infinity),
    ] {
      #expect(throws: WireError.self) { try event.row() }
    }
    // Outside the picture is fine: drags leave it.
    #expect(throws: Never.self) { try FuryEvent(id: .move, x: -3, y: 2).row() }
  }

  @Test func aSpareRowIsBelievedOnlyWhereItIsPlausible() {
    let record = ControlRecord(
      lastSlot: 7, controller: .init(pid: 12, startTime: 99, instance: 1), heartbeat: 1000)
    #expect(ControlRecord(row: record.row, maxSize: 50) == record)
    #expect(ControlRecord(row: record.row, maxSize: 7).lastSlot == nil)
    for (column, value) in [(0, 1.0), (1, 2), (3, 0), (3, -1), (3, 1e12), (3, .nan), (4, .nan)] {
      var row = record.row
      row[column] = value
      #expect(ControlRecord(row: row, maxSize: 50).controller == nil)
    }
    #expect(record.isFresh(now: 2000) && !record.isFresh(now: 10_000))
    #expect(!record.isFresh(now: -10_000))
    #expect(ControlRecord(row: SIMD8(repeating: 0), maxSize: 50) == ControlRecord())
  }
}
