internal import FlyingFox
internal import Foundation

/// One connection: requests one after the other, until it becomes a picture stream or a websocket.
struct Connection {
  /// Seconds in which a request's head must come, its body, and the next request.
  static let patience = (head: 10.0, body: 20.0, next: 60.0)
  /// Bytes of a body at most; an offer has a few thousand.
  static let bodyLimit = 65_536

  let socket: ConnectionSocket
  let server: ServerCore

  func run() async {
    socket.allow(seconds: Self.patience.head)
    while !Task.isCancelled {
      do {
        guard let bytes = try await socket.head() else { return }
        var request = try RequestHead.parse(bytes[...])
        guard try await serve(&request) else { return }
      } catch is ConnectionSocket.TooLarge {
        return await refuse(Refusal(.requestHeaderFieldsTooLarge, "a head of more than 16 KB"), nil)
      } catch let refusal as Refusal {
        return await refuse(refusal, nil)
      } catch {
        return
      }
      socket.allow(seconds: Self.patience.next)
    }
  }

  /// True where another request may follow.
  private func serve(_ request: inout HTTPRequest) async throws -> Bool {
    let grant: AccessPolicy.Grant
    do throws(Refusal) {
      grant = try server.policy.check(request)
      socket.welcome()
    } catch {
      await refuse(error, request)
      return false
    }
    do {
      socket.allow(seconds: Self.patience.body)
      let body = try await body(of: request)
      let route = Router(server: server, grant: grant, peer: socket.peer)
      switch try await route.serve(request, body) {
      case .reply(let reply): return try await send(reply, to: request)
      case .pictures: await PictureStream(socket: socket, server: server).run()
      case .webSocket(let head):
        try await socket.write(head)
        socket.allow(seconds: nil)
        server.countSocket(1)
        await WebSocketSession(socket: socket, role: grant.role, server: server).run()
        server.countSocket(-1)
      }
    } catch let refusal as Refusal {
      await refuse(refusal, request)
    }
    return false
  }

  private func body(of request: HTTPRequest) async throws -> [UInt8] {
    guard request.headers[.transferEncoding] == nil else {
      throw Refusal(.lengthRequired, "a body of unknown length")
    }
    guard let text = request.headers[.contentLength] else { return [] }
    guard let length = Int(text), length >= 0, text.allSatisfy(\.isNumber) else {
      throw Refusal(.badRequest, "Content-Length \(text)")
    }
    guard length <= Self.bodyLimit else {
      throw Refusal(.payloadTooLarge, "a body of \(length) bytes")
    }
    return try await socket.bytes(length)
  }

  private func send(_ reply: Reply, to request: HTTPRequest) async throws -> Bool {
    let keepAlive =
      request.version == .http11
      && request.headers[.connection]?.lowercased().contains("close") != true
    try await socket.write(reply.bytes(keepAlive: keepAlive, withBody: request.method != .HEAD))
    if !keepAlive { await socket.farewell() }
    return keepAlive
  }

  /// Answers, writes a line, and is done with the connection.
  private func refuse(_ refusal: Refusal, _ request: HTTPRequest?) async {
    let what = request.map { " \($0.method.rawValue) \($0.target.rawValue)" } ?? ""
    server.refuse("\(socket.peer)\(what): \(refusal.reason)")
    let text =
      refusal.status.code == 401
      ? "This needs a link with its token: open the link that `fury-tui serve` has printed."
      : "Refused: \(LineLogger.harmless(refusal.reason))."
    socket.allow(seconds: 5)
    try? await socket.write(Reply.text(text, refusal.status).bytes(keepAlive: false))
    await socket.farewell()
  }
}
