import FoundationEssentials
import Testing

@testable import ViewerCore

@Suite struct StatisticsTests {
  @Test func aSecond() throws {
    var window = StatisticsWindow()
    #expect(window.summary(at: Moment(wall: 0, monotonic: 0)) == nil)
    for i in 0..<10 {
      window.looked(frames: 3, replaced: 2, unchanged: 0)
      window.sent(encode: Double(i), bytes: 1000 + i, isChanged: true, readAt: Double(i))
      window.acknowledged(after: 8, at: Double(i) + 10)
    }
    #expect(window.summary(at: Moment(wall: 500, monotonic: 500)) == nil)
    let summaryFound = window.summary(at: Moment(wall: 7000, monotonic: 1000))
    let summary = try #require(summaryFound)
    #expect(summary.fpsSource == 30 && summary.fpsShown == 10)
    #expect(summary.skipped == 20 && summary.bytesFrame == 1009)
    #expect(summary.encodeMilliseconds.p50 == 4 && summary.encodeMilliseconds.p95 == 9)
    #expect(summary.latencyMilliseconds.p50 == nil)
    let nextFound = window.summary(at: Moment(wall: 8000, monotonic: 2000))
    let next = try #require(nextFound)
    #expect(next.fpsShown == 0 && next.bytesFrame == 1009)
  }

  @Test func latencyEndsWithTheFirstChangedFrameReadAfterTheInput() throws {
    var window = StatisticsWindow()
    _ = window.summary(at: Moment(wall: 0, monotonic: 0))
    window.input(at: 100)
    window.input(at: 105)
    // Read before the input, and a repeated one: neither answers it.
    window.sent(encode: 1, bytes: 1, isChanged: true, readAt: 99)
    window.acknowledged(after: 1, at: 110)
    window.sent(encode: 1, bytes: 1, isChanged: false, readAt: 112)
    window.acknowledged(after: 1, at: 115)
    window.sent(encode: 1, bytes: 1, isChanged: true, readAt: 116)
    window.acknowledged(after: 1, at: 120)
    let summaryFound = window.summary(at: Moment(wall: 0, monotonic: 1000))
    let summary = try #require(summaryFound)
    #expect(summary.latencyMilliseconds.p50 == 20)
    #expect(summary.latencyMilliseconds.p95 == 20)
  }

  @Test func theLineHasTheDocumentedKeys() throws {
    let line = Statistics().line
    let object = try JSONDecoder().decode([String: Anything].self, from: Data(line.utf8))
    #expect(
      Set(object.keys) == [
        "t", "fps_source", "fps_shown", "skipped", "unchanged", "encode_ms", "bytes_frame",
        "ack_ms", "latency_ms", "colors", "scale", "in_flight", "renderer", "rss_mb",
      ])
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}
