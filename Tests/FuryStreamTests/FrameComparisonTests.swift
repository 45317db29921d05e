import FuryStream
import SharedMemory
import Testing

/// Frames that repeat the one before, and what is looked at to find out.
@Suite struct FrameComparisonTests {
  private func picture(_ seed: Int, _ width: Int, _ height: Int) -> [UInt8] {
    (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed &* 7) }
  }

  /// FURY sends frames at its own pace: an equal one is told apart, and the caller keeps its bytes.
  @Test(arguments: [2, 3, 5]) func aRepetitionIsNoNewFrame(buffers: Int) throws {
    let owner = try makeOwner(width: 300, height: 200, buffers: buffers)
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    var pixels = picture(1, 300, 200)
    try owner.write(pixels, width: 300, height: 200)
    #expect(try reader.poll(into: &frame) == .new(skipped: 0))
    for _ in 0..<3 {
      try owner.write(pixels, width: 300, height: 200)
      #expect(try reader.poll(into: &frame) == .repeated(skipped: 0))
      #expect(try reader.poll(into: &frame) == .unchanged)
      #expect(frame.pixels == pixels)
    }
    // One byte makes another frame, wherever it is and wherever the last difference was.
    for position in [pixels.count - 1, 0, 70_000, 140_001, 69_999] {
      pixels[position] ^= 0x80
      try owner.write(pixels, width: 300, height: 200)
      #expect(try reader.poll(into: &frame) == .new(skipped: 0))
      #expect(frame.pixels == pixels)
      try owner.write(pixels, width: 300, height: 200)
      #expect(try reader.poll(into: &frame) == .repeated(skipped: 0))
    }
  }

  /// The same bytes in another shape are another frame.
  @Test func aNewShapeIsANewFrame() throws {
    let owner = try makeOwner(width: 20, height: 20)
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    for (width, height) in [(20, 10), (10, 20), (20, 10)] {
      try owner.write([UInt8](repeating: 9, count: 600), width: width, height: height)
      #expect(try reader.poll(into: &frame) == .new(skipped: 0))
      #expect((frame.width, frame.height) == (width, height))
    }
  }

  /// A repetition keeps the count of frames that went by.
  @Test func skippedRepetitionsAreCounted() throws {
    let owner = try makeOwner(buffers: 4)
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    for expected in [FrameArrival.new(skipped: 0), .repeated(skipped: 2)] {
      if expected != .new(skipped: 0) { for _ in 0..<2 { try write(owner) } }
      try write(owner)
      #expect(try reader.poll(into: &frame) == expected)
    }
  }

  /// Memory that is cut while frames repeat is an error, not a repetition.
  @Test func cutMemoryIsNoRepetition() throws {
    let owner = try makeOwner(width: 200, height: 200, buffers: 2)
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    let pixels = picture(3, 200, 200)
    for _ in 0..<2 {
      try owner.write(pixels, width: 200, height: 200)
      _ = try reader.poll(into: &frame)
    }
    try owner.write(pixels, width: 200, height: 200)
    try cut(owner.description.images[1], to: 50_000)
    #expect(throws: StreamError.self) { try reader.poll(into: &frame) }
  }

  private func write(_ owner: StreamOwner) throws {
    try owner.write(picture(1, 16, 8), width: 16, height: 8)
  }
}
