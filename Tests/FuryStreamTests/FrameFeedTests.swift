import FuryStream
import Testing

@Suite struct FrameFeedTests {
  private func picture(_ seed: Int) -> [UInt8] {
    (0..<(16 * 8 * 3)).map { UInt8(truncatingIfNeeded: $0 &+ seed &* 7) }
  }

  @Test func everyReaderGetsTheNewestFrame() async throws {
    let owner = try makeOwner()
    let feed = try FrameFeed(owner.description)
    let (first, second) = (feed.subscribe(), feed.subscribe())
    try owner.write(picture(1), width: 16, height: 8)
    #expect(try await first.next().pixels == picture(1))
    try owner.write(picture(2), width: 16, height: 8)
    #expect(try await first.next().pixels == picture(2))
    // It was busy: what came meanwhile is passed over.
    #expect(try await second.next().pixels == picture(2))
    feed.stop()
  }

  @Test func aFrameThatRepeatsTheLastOneIsNotPublished() async throws {
    let owner = try makeOwner()
    let feed = try FrameFeed(owner.description)
    let reader = feed.subscribe()
    try owner.write(picture(1), width: 16, height: 8)
    _ = try await reader.next()
    for _ in 0..<3 { try owner.write(picture(1), width: 16, height: 8) }
    #expect(try reader.waitForNext(nanoseconds: 100_000_000) == nil)
    try owner.write(picture(2), width: 16, height: 8)
    #expect(try reader.waitForNext(nanoseconds: 10_000_000_000)?.pixels == picture(2))
    #expect(feed.counts.published == 2)
    feed.stop()
  }

  /// Nobody was there while the picture changed; whoever comes gets what is there now.
  @Test func aReaderThatComesLateGetsThePresentFrame() async throws {
    let owner = try makeOwner()
    let feed = try FrameFeed(owner.description)
    try owner.write(picture(1), width: 16, height: 8)
    do {
      let reader = feed.subscribe()
      #expect(try await reader.next().pixels == picture(1))
    }
    #expect(eventually { feed.frames.current == nil })
    let still = feed.subscribe()
    #expect(try await still.next().pixels == picture(1))
    feed.stop()
  }

  @Test func aCancelledReaderLeavesNothingBehind() async throws {
    let owner = try makeOwner()
    let feed = try FrameFeed(owner.description)
    let task = Task {
      let reader = feed.subscribe()
      _ = try await reader.next()
    }
    // The task needs this thread where other tests hold the rest.
    for _ in 0..<60_000 where feed.frames.waiting == 0 {
      try await Task.sleep(for: .milliseconds(1))
    }
    #expect(feed.frames.waiting == 1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(feed.frames.waiting == 0)
    #expect(feed.subscribers == 0)
    feed.stop()
  }

  @Test func theEndReachesReaders() async throws {
    let owner = try makeOwner()
    let feed = try FrameFeed(owner.description)
    let reader = feed.subscribe()
    try owner.write(picture(1), width: 16, height: 8)
    _ = try await reader.next()
    try cut(owner.description.info, to: 0)
    await #expect(throws: StreamError.self) { _ = try await reader.next() }
    await #expect(throws: StreamError.self) { _ = try await feed.frames.next(after: 0) }
    feed.stop()
  }
}
