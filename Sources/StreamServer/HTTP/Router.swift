internal import FlyingFox
internal import Foundation
internal import ServerLink

/// What a request that may be served gets.
struct Router {
  enum Outcome {
    case reply(Reply)
    /// The connection becomes a stream of pictures.
    case pictures
    /// The connection becomes a websocket, after this head.
    case webSocket(Data)
  }

  let server: ServerCore
  let grant: AccessPolicy.Grant
  let peer: String

  func serve(_ request: HTTPRequest, _ body: [UInt8]) async throws -> Outcome {
    let path = request.target.path()
    switch path {
    case "/offer":
      guard request.method == .POST else { throw Refusal(.methodNotAllowed, "not POST") }
      return .reply(await Offer(server: server).answer(body))
    case "/ws": return .webSocket(try await handshake(request))
    default: break
    }
    guard request.method == .GET || request.method == .HEAD else {
      throw Refusal(.methodNotAllowed, "not GET")
    }
    switch path {
    case "/video/mjpeg": return request.method == .HEAD ? .reply(.text("", .ok)) : .pictures
    case "/health": return .reply(.json(#"{"status":"ok"}"#))
    case "/stats": return .reply(.json(server.statistics.json))
    default: return .reply(try page(path, request))
    }
  }

  private func page(_ path: String, _ request: HTTPRequest) throws(Refusal) -> Reply {
    guard let file = server.pages.file(path, justMJPEG: justMJPEG(request)) else {
      throw Refusal(.notFound, "no such file")
    }
    var reply = Reply(.ok, file.type, file.body)
    if let token = grant.token { reply.headers.append(server.policy.cookie(token)) }
    if case .own = server.pages { decorate(&reply, request) }
    return reply
  }

  /// Our own page carries the token on to what it loads, because in a frame of a notebook the
  /// browser may keep cookies from us; and it may load nothing from elsewhere.
  private func decorate(_ reply: inout Reply, _ request: HTTPRequest) {
    let query = grant.token.map { "?token=\($0)" } ?? ""
    reply.body = Data(
      String(decoding: reply.body, as: UTF8.self)
        .replacingOccurrences(of: "{{token}}", with: query).utf8)
    let host = request.headers[.host] ?? ""
    reply.headers.append(
      (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
          + "media-src 'self' blob:; connect-src 'self' ws://\(host) wss://\(host); "
          + "base-uri 'none'; form-action 'none'"
      ))
  }

  /// FURY's server shows the page for MJPEG where it has no WebRTC; its links also ask for it.
  private func justMJPEG(_ request: HTTPRequest) -> Bool {
    server.justMJPEG
      || request.target.query().split(separator: "&").contains("encoding=mjpeg")
  }

  private func handshake(_ request: HTTPRequest) async throws -> Data {
    let response = try await WebSocketHTTPHandler(handler: NoFrames()).handleRequest(request)
    guard response.statusCode == .switchingProtocols,
      let accept = response.headers[.webSocketAccept]
    else { throw Refusal(.badRequest, "no websocket handshake") }
    return Reply.head(
      .switchingProtocols,
      [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)])
  }

  /// FlyingFox checks the handshake; the frames are read by ``WebSocketSession``, with limits.
  private struct NoFrames: WSHandler {
    func makeFrames(
      for client: AsyncThrowingStream<WSFrame, any Error>
    ) async throws -> AsyncStream<WSFrame> { AsyncStream { $0.finish() } }
  }
}
