import Foundation
import Testing
import WebRTC

@Suite struct OfferTests {
  private static let lacking = "the offer lacks mid, ice-ufrag, ice-pwd, fingerprint or setup"
  private static let noCodec = "the offer has no VP8, the only codec here"

  struct BadOffer: Sendable, CustomTestStringConvertible {
    let offer: String
    let reason: String
    var testDescription: String { "\(reason): \(offer.prefix(24).debugDescription)" }
  }

  private static func changed(_ old: String, _ new: String, _ reason: String) -> BadOffer {
    BadOffer(offer: RecordedOffer.changed(old, to: new), reason: reason)
  }

  static let bad =
    [
      ("", "the offer is empty"),
      ("\0", "the offer is not text"),
      ("v=0\r\n\u{7F}", "the offer is not text"),
      ("v=0\r\ns=Zo\u{EB}\r\n", "the offer is not text"),
      ("hello", "the offer is not SDP"),
      ("v=0\r\n", "the offer has no media"),
      (String(repeating: "v=0\r\n", count: 20_000), "the offer is too long: 64 KiB at most"),
      (
        "v=0\r\n" + String(repeating: "m=video 9 X 1\r\n", count: 17),
        "the offer has more than 16 media"
      ),
      ("v=0\r\nm=video\r\n", "the offer has a medium that is not written as SDP"),
    ].map { BadOffer(offer: $0, reason: $1) } + [
      changed("VP8/90000", "H264/90000", noCodec),
      changed("rtpmap:96", "rtpmap:95", noCodec),
      changed("SAVPF 96", "SAVPF", noCodec),
      changed("a=recvonly", "a=sendonly", "the offer does not ask to receive video"),
      changed("UDP/TLS/RTP/SAVPF", "RTP/AVP", "the offer does not ask to receive video"),
      changed("ice-ufrag:Zolf", "ice-ufrag:Z lf", lacking),
      changed("ice-pwd:8zO7+63OqEIOJf", "ice-pwd:8", lacking),
      changed("sha-256", "md5", lacking),
      changed(":DC:17:", ":DC:1G:", lacking),
      changed("setup:actpass", "setup:holdconn", lacking),
      changed("a=mid:0\r\n", "", lacking),
    ]

  @Test(arguments: bad) func aBadOfferIsRefusedInOneLine(_ bad: BadOffer) async throws {
    let relay = try WebRTCRelay()
    await #expect(throws: WebRTCError(bad.reason)) { try await relay.answer(offer: bad.offer) }
    #expect(await relay.peerCount == 0)
    await relay.stop()
  }

  @Test func chromiumsOfferIsAnsweredInItsOwnNumbers() async throws {
    let relay = try WebRTCRelay(.patient)
    let answer = try await relay.answer(
      offer: RecordedOffer.chromium.replacing(":96", with: ":104").replacing(" 96 ", with: " 104 ")
        .replacing("apt=96", with: "apt=104"))
    let lines = answer.split(separator: "\r\n").map(String.init)
    #expect(lines.first == "v=0")
    #expect(lines.contains("a=group:BUNDLE 0 1"))
    #expect(lines.contains("a=rtpmap:104 VP8/90000"))
    #expect(lines.contains("a=rtcp-fb:104 nack pli"))
    #expect(lines.contains("a=rtcp-fb:104 goog-remb"))
    #expect(!answer.contains("VP9"))
    #expect(lines.contains { $0.hasPrefix("a=candidate:") }, "all candidates are in the answer")
    #expect(lines.contains { $0.hasSuffix(" cname:fury") }, "neither user nor machine are named")
    let host = ProcessInfo.processInfo.hostName
    #expect(
      !lines.contains { !$0.hasPrefix("a=ice-") && $0.contains(host) },
      "a short name may be part of the random words of ICE")
    let media = lines.filter { $0.hasPrefix("m=") }
    #expect(media == ["m=video 9 UDP/TLS/RTP/SAVPF 104 97", "m=audio 9 UDP/TLS/RTP/SAVPF 111"])
    let sound = try #require(lines.firstIndex { $0.hasPrefix("m=audio") })
    #expect(lines[sound...].contains("a=inactive"))
    #expect(await relay.peerCount == 1)
    await relay.stop()
    #expect(await relay.peerCount == 0)
  }

  @Test func whatIsNotVideoOrSoundIsRefusedBesideTheVideo() async throws {
    let relay = try WebRTCRelay(.patient)
    let data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"
    let answer = try await relay.answer(offer: RecordedOffer.chromium + data)
    #expect(answer.contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n"))
    #expect(answer.contains("a=group:BUNDLE 0 1\r\n"))
    await relay.stop()
  }

  /// Offers that were damaged at random: each is answered or refused, and nothing else happens.
  @Test func damagedOffersDoNoHarm() async throws {
    var options = WebRTCOptions()
    options.connectingTime = .milliseconds(500)
    options.gatheringTime = .milliseconds(100)
    let relay = try WebRTCRelay(options)
    var random = SystemRandomNumberGenerator()
    let original = Array(RecordedOffer.chromium.utf8)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(place + Int.random(in: 0...60, using: &random), bytes.count)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 32...126, using: &random)
        case 1: bytes.removeSubrange(place..<end)
        default: bytes.insert(contentsOf: bytes[place..<end], at: place)
        }
        if bytes.isEmpty { bytes = original }
      }
      let answer = try? await relay.answer(offer: String(decoding: bytes, as: UTF8.self))
      if let answer { #expect(answer.hasPrefix("v=0\r\n")) }
    }
    await relay.stop()
  }
}
