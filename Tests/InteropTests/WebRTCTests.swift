import Foundation
import FuryStream
import TerminalLab
import TestSupport
import Testing
import WebRTC

extension Interop {
  /// The relay with aiortc on the other side.
  @Suite struct WebRTC {
    private let points = MovingPicture.quarters.map(\.point)

    private func expectQuarters(
      _ seen: BrowserPeers.Seen, _ sourceLocation: SourceLocation = #_sourceLocation
    ) {
      for (color, quarter) in zip(seen.colors, MovingPicture.quarters) {
        let off = zip(color, quarter.color).map { abs($0 - $1) }.max() ?? 255
        #expect(off < 24, "\(color) at \(quarter.point)", sourceLocation: sourceLocation)
      }
      #expect(seen.colors.count == 4, sourceLocation: sourceLocation)
    }

    @Test(arguments: [3, 4]) func thePictureArrivesUprightInItsColours(channels: Int) async throws {
      let relay = try WebRTCRelay()
      let picture = MovingPicture(width: 320, height: 240, channels: channels, to: relay)
      let browsers = try BrowserPeers()
      let one = try await browsers.connect { try await relay.answer(offer: $0) }
      let file = try PackageRoot.screenshots() + "/webrtc-aiortc.png"
      let seen = try browsers.watch(one, count: 10, points: points, save: file)
      #expect(seen.width == 320 && seen.height == 240)
      expectQuarters(seen)
      await picture.stop()
      await relay.stop()
    }

    @Test func whoComesLaterGetsAKeyPictureAndAllShareOneEncoder() async throws {
      let relay = try WebRTCRelay()
      let picture = MovingPicture(width: 320, height: 240, to: relay)
      let browsers = try BrowserPeers()
      let first = try await browsers.connect(audio: true) { try await relay.answer(offer: $0) }
      _ = try browsers.watch(first, count: 5)
      let before = try #require(relay.statistics)
      let second = try await browsers.connect(data: true) { try await relay.answer(offer: $0) }
      expectQuarters(try browsers.watch(second, count: 5, points: points))
      expectQuarters(try browsers.watch(first, count: 5, points: points))
      let after = try #require(relay.statistics)
      #expect(after.connected == 2)
      #expect(after.keyframes > before.keyframes)
      #expect(after.encoded <= after.pushed + 20, "no picture is encoded for each peer")
      await picture.stop()
      await relay.stop()
    }

    @Test func aStillPictureIsShownToWhoComesLater() async throws {
      let relay = try WebRTCRelay()
      let picture = MovingPicture(width: 320, height: 240, to: relay)
      try await eventually("a picture is there") { relay.statistics?.pushed ?? 0 > 0 }
      picture.move(false)
      await picture.stop()
      let browsers = try BrowserPeers()
      let one = try await browsers.connect { try await relay.answer(offer: $0) }
      expectQuarters(try browsers.watch(one, count: 3, points: points))
      let pushed = relay.statistics?.pushed
      try await eventually("the still picture is sent less often") {
        (relay.statistics?.encoded ?? 0) > 12
      }
      #expect(relay.statistics?.pushed == pushed)
      await relay.stop()
    }

    @Test func thePictureChangesItsSizeAlsoToOddSides() async throws {
      let relay = try WebRTCRelay()
      let picture = MovingPicture(width: 320, height: 240, to: relay)
      let browsers = try BrowserPeers()
      let one = try await browsers.connect { try await relay.answer(offer: $0) }
      for (width, height) in [(320, 240), (641, 363), (97, 33), (640, 480)] {
        picture.resize(width: width, height: height)
        let seen = try browsers.watch(one, count: 3, width: width, points: points)
        #expect(seen.width == width && seen.height == height)
        expectQuarters(seen)
      }
      await picture.stop()
      await relay.stop()
    }

    @Test func aPeerThatDiesDisturbsNobodyAndIsRemoved() async throws {
      var options = WebRTCOptions()
      options.silence = .seconds(3)
      let relay = try WebRTCRelay(options)
      let picture = MovingPicture(width: 320, height: 240, to: relay)
      let lasting = try BrowserPeers()
      let mortal = try BrowserPeers()
      let one = try await lasting.connect { try await relay.answer(offer: $0) }
      let other = try await mortal.connect { try await relay.answer(offer: $0) }
      _ = try mortal.watch(other, count: 3)
      mortal.kill()
      expectQuarters(try lasting.watch(one, count: 30, points: points))
      try await eventually("the dead peer is removed") {
        // The other one is watched, so that it goes on reporting.
        _ = try lasting.watch(one, count: 5)
        return relay.statistics?.peers == 1
      }
      await picture.stop()
      await relay.stop()
    }

    private func expectNothingStays(since start: ProcessFigures.Snapshot) async throws {
      try await eventually("threads and descriptors are as before") {
        let now = ProcessFigures.own.snapshot
        return now.threads <= start.threads && now.descriptors <= start.descriptors
      }
      let grown = ProcessFigures.own.snapshot.residentKilobytes - start.residentKilobytes
      #expect(grown < 8 * 1024, "\(grown) KB more")
    }

    @Test func peersThatNeverConnectAreRemovedWithAllThatTheyHad() async throws {
      var options = WebRTCOptions()
      options.connectingTime = .seconds(2)
      let relay = try WebRTCRelay(options)
      let browsers = try BrowserPeers()
      var before: ProcessFigures.Snapshot?
      for _ in 0..<3 {
        for _ in 0..<8 {
          let offer = try browsers.offer()
          // On a machine that is busy, not even the answer may be in time.
          _ = try? await relay.answer(offer: offer)
        }
        try await eventually("all peers are removed") { relay.statistics?.peers == 0 }
        before = before ?? ProcessFigures.own.snapshot
      }
      try await expectNothingStays(since: try #require(before))
      await relay.stop()
    }

    @Test func aStreamIsReadOnlyWhileSomebodyIsConnected() async throws {
      let stream = try MovingStream(width: 160, height: 120)
      defer { withExtendedLifetime(stream) {} }
      let feed = try FrameFeed(try StreamDiscovery.resolve(.name(stream.name)))
      let relay = try FrameRelay(feed)
      let browsers = try BrowserPeers()
      #expect(feed.subscribers == 0)
      for _ in 0..<2 {
        let one = try await browsers.connect { try await relay.answer(offer: $0) }
        expectQuarters(try browsers.watch(one, count: 5, points: points))
        #expect(feed.subscribers == 1)
        try browsers.close(one)
        try await eventually("the stream is left alone") {
          feed.subscribers == 0 && relay.statistics?.peers == 0
        }
      }
      await relay.stop()
      feed.stop()
    }

    @Test func manyComeAndGoAndNothingStays() async throws {
      let relay = try WebRTCRelay()
      let picture = MovingPicture(width: 160, height: 120, to: relay)
      let browsers = try BrowserPeers()
      var before: ProcessFigures.Snapshot?
      for round in 0..<30 {
        let one = try await browsers.connect { try await relay.answer(offer: $0) }
        _ = try browsers.watch(one)
        try browsers.close(one)
        try await eventually("the peer is removed") { relay.statistics?.peers == 0 }
        if round == 9 { before = ProcessFigures.own.snapshot }
      }
      try await expectNothingStays(since: try #require(before))
      await picture.stop()
      await relay.stop()
    }
  }
}

extension ProcessFigures {
  /// What must not grow.
  struct Snapshot {
    var threads: Int, descriptors: Int, residentKilobytes: Int
  }

  static var own: ProcessFigures { ProcessFigures(pid: getpid()) }

  var snapshot: Snapshot {
    Snapshot(
      threads: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0,
      descriptors: descriptors ?? 0, residentKilobytes: residentKilobytes ?? 0)
  }
}
