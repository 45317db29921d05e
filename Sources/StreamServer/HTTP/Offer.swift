internal import FlyingFox
internal import Foundation

/// `/offer`: a browser's SDP in, ours out, both in JSON as FURY's page has them.
struct Offer {
  private struct Description: Codable {
    var sdp: String
    var type: String
  }

  let server: ServerCore

  func answer(_ body: [UInt8]) async -> Reply {
    guard let offers = server.offers else {
      return refusal("this server has no WebRTC; /video/mjpeg shows the same", .serviceUnavailable)
    }
    guard let offer = try? JSONDecoder().decode(Description.self, from: Data(body)),
      offer.type == "offer"
    else { return refusal("not an offer: {\"sdp\":…,\"type\":\"offer\"}", .badRequest) }
    do {
      let answer = Description(sdp: try await offers.answer(offer: offer.sdp), type: "answer")
      let json = try JSONEncoder().encode(answer)
      return .json(String(decoding: json, as: UTF8.self))
    } catch {
      return refusal("\(error)", .badRequest)
    }
  }

  private func refusal(_ reason: String, _ status: HTTPStatusCode) -> Reply {
    server.refuse("/offer: \(reason)")
    return .json(JSONText.object(["error": reason]), status)
  }
}
