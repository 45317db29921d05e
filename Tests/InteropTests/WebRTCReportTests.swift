import Foundation
import TerminalLab
import TestSupport
import Testing
import WebRTC

extension Interop {
  /// What a peer reports, and what follows from it.
  @Suite struct WebRTCReports {
    private func watched(
      width: Int = 320, options: WebRTCOptions = WebRTCOptions(),
      _ body: (WebRTCRelay, BrowserPeers, String) async throws -> Void
    ) async throws {
      let relay = try WebRTCRelay(options)
      let picture = MovingPicture(width: width, height: width * 3 / 4, rate: 30, to: relay)
      let browsers = try BrowserPeers()
      let one = try await browsers.connect { try await relay.answer(offer: $0) }
      _ = try browsers.watch(one, count: 3)
      try await body(relay, browsers, one)
      await picture.stop()
      await relay.stop()
    }

    @Test func aKeyPictureIsMadeOnRequestButNotForEachOfMany() async throws {
      try await watched { relay, browsers, one in
        let before = try #require(relay.statistics?.keyframes)
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<50 { try browsers.report(one, "key") }
        try await eventually("a key picture was made") {
          relay.statistics?.keyframes ?? 0 > before
        }
        let keys = Double(try #require(relay.statistics?.keyframes) - before)
        let seconds = (clock.now - start) / .seconds(1)
        #expect(keys <= seconds * 2 + 2)
        _ = try browsers.watch(one, count: 3)
      }
    }

    @Test func theBitrateFollowsLosses() async throws {
      try await watched(width: 640) { relay, browsers, one in
        #expect(relay.statistics?.bitrate == 1_228_800)
        try await eventually("losses lower the bitrate") {
          try browsers.report(one, "loss", 200)
          return relay.statistics?.bitrate == 300_000
        }
        try await eventually("it rises when nothing is lost") {
          _ = try browsers.watch(one, count: 5)
          return relay.statistics?.bitrate ?? 0 > 400_000
        }
      }
    }

    @Test func theBitrateFollowsTheLowestOfThePeers() async throws {
      try await watched(width: 640) { relay, browsers, one in
        let other = try await browsers.connect { try await relay.answer(offer: $0) }
        _ = try browsers.watch(other, count: 3)
        try await eventually("losses of one lower the bitrate") {
          try browsers.report(other, "loss", 200)
          return relay.statistics?.bitrate == 300_000
        }
        try browsers.close(other)
        try await eventually("it counts no more when it has left") {
          _ = try browsers.watch(one, count: 5)
          return relay.statistics?.bitrate == 1_228_800
        }
      }
    }

    @Test func theBitrateFollowsAnEstimateThatTheStreamFills() async throws {
      var options = WebRTCOptions()
      options.bitrate = 20_000...8_000_000
      try await watched(width: 640, options: options) { relay, browsers, one in
        try await eventually("the estimate lowers the bitrate") {
          try browsers.report(one, "estimate", 30_000)
          return relay.statistics?.bitrate ?? .max < 40_000
        }
        _ = try browsers.watch(one, count: 5)
      }
    }

    @Test func rubbishFromAPeerDoesNoHarm() async throws {
      try await watched { relay, browsers, one in
        for _ in 0..<20 { try browsers.report(one, "rubbish") }
        _ = try browsers.watch(one, count: 10)
        #expect(relay.statistics?.connected == 1)
      }
    }
  }
}
