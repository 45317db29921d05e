import Foundation
import TerminalLab
import Testing
import WebRTC

@Suite(.serialized) struct RelayTests {
  @Test func moreThanTheGreatestNumberOfPeersAreRefused() async throws {
    var options = WebRTCOptions.patient
    options.maximumPeers = 2
    let relay = try WebRTCRelay(options)
    for _ in 0..<2 { _ = try await relay.answer(offer: RecordedOffer.chromium) }
    await #expect(throws: WebRTCError("there are 2 WebRTC viewers already")) {
      try await relay.answer(offer: RecordedOffer.chromium)
    }
    let statistics = try #require(relay.statistics)
    #expect(statistics.answered == 2)
    #expect(statistics.refused == 1)
    await relay.stop()
  }

  @Test func stoppingRefusesTheOffersThatWait() async throws {
    let relay = try WebRTCRelay(.patient)
    async let answers: Void = withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { _ = try? await relay.answer(offer: RecordedOffer.chromium) }
      }
    }
    try await eventually("one is on its way") { (relay.statistics?.peers ?? 1) > 0 }
    await relay.stop()
    await answers
    await relay.stop()
    await #expect(throws: WebRTCError("the server is stopping")) {
      try await relay.answer(offer: RecordedOffer.chromium)
    }
    let isShown = relay.show([1, 2, 3].span, width: 1, height: 1)
    #expect(!isShown)
  }

  @Test func picturesThatMakeNoSenseAreNotTaken() async throws {
    let relay = try WebRTCRelay()
    let bytes = [UInt8](repeating: 7, count: 4 * 3 * 4)
    for (width, height, channels, taken) in [
      (4, 3, 3, true), (4, 3, 4, true), (3, 3, 3, true), (1, 1, 3, true), (4, 4, 4, false),
      (0, 3, 3, false), (-4, 3, 3, false), (8193, 1, 3, false), (4, 3, 2, false),
      (Int.max, 2, 3, false),
    ] {
      let isTaken = relay.show(bytes.span, width: width, height: height, channels: channels)
      #expect(isTaken == taken, "\(width)x\(height), \(channels) channels")
    }
    #expect(relay.statistics?.pushed == 4)
    #expect(relay.statistics?.encoded == 0, "nothing is encoded while nobody watches")
    await relay.stop()
  }

  @Test func aMissingPluginIsOneLine() async throws {
    await #expect(processExitsWith: .success) {
      unsafe setenv("GST_PLUGIN_SYSTEM_PATH_1_0", "/nonexistent", 1)
      unsafe setenv("GST_REGISTRY_1_0", "/nonexistent/registry", 1)
      do throws(WebRTCError) {
        _ = try WebRTCRelay()
        exit(1)
      } catch {
        let expected =
          "GStreamer's plugin 'coreelements' is missing: install libgstreamer1.0-0"
        exit(error == WebRTCError(expected) ? 0 : 2)
      }
    }
  }
}
