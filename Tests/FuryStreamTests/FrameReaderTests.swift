import FuryStream
import FuryWire
import Glibc
import SharedMemory
import Testing

@Suite struct FrameReaderTests {
  private func picture(_ seed: Int, _ width: Int, _ height: Int) -> [UInt8] {
    (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed &* 7) }
  }

  @Test(arguments: [false, true], [1, 2, 5]) func framesArrive(anonymous: Bool, buffers: Int) throws {
    let owner = try makeOwner(width: 40, height: 30, buffers: buffers, anonymous: anonymous)
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    #expect(try reader.poll(into: &frame) == .noFrameYet)
    for (round, size) in [(40, 30), (1, 1), (39, 30), (40, 29), (7, 3)].enumerated() {
      let pixels = picture(round, size.0, size.1)
      try owner.write(pixels, width: size.0, height: size.1)
      #expect(
        try eventually { if case .new = try reader.poll(into: &frame) { true } else { false } })
      #expect((frame.width, frame.height) == size)
      #expect(frame.pixels == pixels)
      #expect(try reader.poll(into: &frame) == .unchanged)
    }
  }

  /// A caller that keeps or changes the frame it was given does not disturb the reader.
  @Test func aKeptFrameStaysAsItIs() throws {
    let owner = try makeOwner()
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    try owner.write(picture(1, 16, 8), width: 16, height: 8)
    _ = try reader.poll(into: &frame)
    let kept = frame
    frame.pixels[0] ^= 0xFF
    Clock.sleep(nanoseconds: 40_000_000)
    #expect(try reader.poll(into: &frame) == .unchanged)
    for seed in 2...4 {
      try owner.write(picture(seed, 16, 8), width: 16, height: 8)
      _ = try reader.poll(into: &frame)
      #expect(frame.pixels == picture(seed, 16, 8))
    }
    #expect(kept.pixels == picture(1, 16, 8))
  }

  @Test func aSinglePixelUnderAnUnchangedIndexIsNoticed() throws {
    let owner = try makeOwner(width: 320, height: 240, buffers: 1)
    let reader = try FrameReader(owner.description)
    var pixels = picture(3, 320, 240)
    try owner.write(pixels, width: 320, height: 240)
    var frame = Frame()
    _ = try reader.poll(into: &frame)
    pixels[123_457] ^= 1
    try owner.write(pixels, width: 320, height: 240)
    #expect(try eventually { try reader.poll(into: &frame) != .unchanged })
    #expect(frame.pixels == pixels)
  }

  @Test func aFrameThatIsTooLargeBecomesTheNotice() throws {
    let owner = try makeOwner(width: 300, height: 40)
    try owner.write(picture(1, 301, 40), width: 301, height: 40)
    let reader = try FrameReader(owner.description)
    var frame = Frame()
    _ = try reader.poll(into: &frame)
    #expect((frame.width, frame.height) == (300, 40))
    let colours = Set(
      stride(from: 0, to: frame.pixels.count, by: 3).map { Array(frame.pixels[$0..<($0 + 3)]) })
    #expect(colours == [[0, 0, 0], [255, 255, 0]])
    #expect(throws: StreamError.self) { try owner.write([1, 2, 3], width: 2, height: 2) }
    #expect(throws: StreamError.self) { try owner.write([], width: 0, height: 0) }
  }

  @Test func cutMemoryIsAnError() throws {
    let owner = try makeOwner(width: 64, height: 64)
    try owner.write(picture(1, 64, 64), width: 64, height: 64)
    let reader = try FrameReader(owner.description)
    guard case .named(let image) = owner.description.images[1],
      case .named(let info) = owner.description.info
    else { return }
    ftruncate(try SharedSegment.open(named: image).descriptor, 100)
    var frame = Frame()
    #expect(throws: StreamError.self) { try reader.poll(into: &frame) }
    ftruncate(try SharedSegment.open(named: info).descriptor, 10)
    #expect(throws: StreamError.self) { try reader.poll(into: &frame) }
    #expect(throws: StreamError.self) { try FrameReader(owner.description) }
  }
}
