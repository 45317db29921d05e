internal import Foundation
internal import FuryWire
internal import SharedMemory

/// A browser's websocket: FURY's three messages, and a few of this project's own page.
///
/// What cannot be done is answered with `{"type":"error","error":…}`, and the socket stays open.
struct WebSocketSession {
  /// Bytes of a message at most; FURY's have about 150.
  static let limit = 4096
  /// Messages a second that are taken; a sender of more is read more slowly.
  static let rate = 1000.0

  let socket: ConnectionSocket
  let role: AccessPolicy.Role
  let server: ServerCore

  /// Serves it until the browser goes or the task is cancelled.
  func run() async {
    // A browser that sends without reading loses answers, and nothing piles up here.
    let (answers, outbox) = AsyncStream.makeStream(
      of: WebSocketFrame.self, bufferingPolicy: .bufferingNewest(64))
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await frame in answers {
          socket.allow(seconds: 20)
          guard (try? await socket.write(frame.bytes)) != nil else { return }
          socket.allow(seconds: nil)
          if frame.opcode == .close { return }
        }
      }
      group.addTask {
        let closing = await read(outbox)
        outbox.yield(.close(closing))
        outbox.finish()
      }
      await group.waitForAll()
      group.cancelAll()
    }
  }

  private func read(_ outbox: AsyncStream<WebSocketFrame>.Continuation) async
    -> WebSocketFrame.Closing
  {
    let say: @Sendable (String) -> Void = { outbox.yield(.text($0)) }
    let relay = role == .drive ? server.relay : nil
    let client = await relay?.join { say(Self.error($0)) }
    defer { if let client { relay?.leave(client) } }
    var talk = WebSocketTalk(server: server, role: role, client: client)
    var message: [UInt8] = []
    var pace = MessagePace(perSecond: Self.rate)
    do {
      while true {
        let frame = try await WebSocketFrame.read(limit: Self.limit - message.count) {
          try await socket.bytes($0)
        }
        switch frame.opcode {
        case .ping: outbox.yield(.init(isFinal: true, opcode: .pong, payload: frame.payload))
        case .pong: break
        case .close: return .normal
        case .text, .binary, .continuation:
          guard (frame.opcode == .continuation) != message.isEmpty || frame.payload.isEmpty else {
            return .protocolError
          }
          message += frame.payload
          guard frame.isFinal else { continue }
          if message == Array("close".utf8) { return .normal }
          if let answer = await talk.answer(message, say) { say(answer) }
          message = []
        }
        let wait = pace.wait(at: Clock.monotonicNanoseconds())
        if wait > 0 { try await Task.sleep(for: .nanoseconds(wait)) }
      }
    } catch let closing as WebSocketFrame.Closing {
      server.log("\(socket.peer) /ws: closed: \(closing)")
      return closing
    } catch {
      return .goingAway
    }
  }

  static func error(_ reason: String) -> String {
    JSONText.object(["type": "error", "error": reason])
  }
}

/// How fast messages may come: so many a second, with a second's worth at once.
struct MessagePace {
  private let interval: Int64
  private var due = Int64.min

  init(perSecond: Double) { interval = Int64(1e9 / perSecond) }

  /// Nanoseconds to wait after a message that came at `now`.
  mutating func wait(at now: Int64) -> Int64 {
    due = max(due, now - 1_000_000_000) + interval
    return max(0, due - now)
  }
}
