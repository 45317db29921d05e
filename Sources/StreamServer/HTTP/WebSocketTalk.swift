internal import Foundation
internal import FuryWire

/// What the messages of one websocket mean.
struct WebSocketTalk {
  let server: ServerCore
  let role: AccessPolicy.Role
  let client: EventRelay.Client?

  /// A message of this project's own page.
  private struct OwnMessage: Decodable {
    var type: String
    var t: Double?
  }

  /// Does what a message says; the answer where it wants one, or why it was not done.
  mutating func answer(
    _ bytes: [UInt8], _ say: @escaping @Sendable (String) -> Void
  ) async -> String? {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    guard let own = try? decoder.decode(OwnMessage.self, from: data) else {
      return WebSocketSession.error("not a JSON object with a type")
    }
    switch own.type {
    case "ping": return "{\"type\":\"pong\",\"t\":\(own.t ?? 0)}"
    case "hello": return await server.status(for: role)
    case "takeControl":
      guard client != nil else { return WebSocketSession.error("this link only shows the scene") }
      await server.relay?.takeControl()
      return await server.status(for: role)
    default: break
    }
    do {
      let event = try FuryEvent(try decoder.decode(WebMessage.self, from: data))
      guard let relay = server.relay else {
        return WebSocketSession.error("this stream takes no events")
      }
      guard let client else { return WebSocketSession.error("this link only shows the scene") }
      return relay.post(event, from: client).map(WebSocketSession.error)
    } catch let error as WireError {
      return WebSocketSession.error(error.description)
    } catch {
      return WebSocketSession.error("not a message of FURY's page: a field is of another kind")
    }
  }
}
