internal import FlyingFox
internal import Foundation
internal import FuryStream

/// `/video/mjpeg` for one viewer: the newest frame that it can take, again and again.
struct PictureStream {
  /// Seconds in which a viewer must take a frame.
  static let patience = 20.0

  let socket: ConnectionSocket
  let server: ServerCore

  /// Sends frames until the viewer goes, the stream ends, or the task is cancelled.
  func run() async {
    server.jpeg.join()
    defer { server.jpeg.leave() }
    let head = Reply.head(
      .ok,
      [
        ("Content-Type", "multipart/x-mixed-replace;boundary=\(PicturePart.boundary)"),
        ("Connection", "close"),
      ])
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await send(head + PicturePart.preamble) }
      // While nothing moves nothing is written, and only reading tells that nobody is there.
      group.addTask { try? await socket.waitForEnd() }
      await group.next()
      group.cancelAll()
    }
  }

  private func send(_ beginning: Data) async throws {
    socket.allow(seconds: Self.patience)
    try await socket.write(beginning)
    var number: UInt64 = 0
    while true {
      socket.allow(seconds: nil)
      let part = try await server.jpeg.parts.next(after: number)
      number = part.number
      socket.allow(seconds: Self.patience)
      try await socket.write(part.value.bytes)
      server.countFrame()
    }
  }
}
