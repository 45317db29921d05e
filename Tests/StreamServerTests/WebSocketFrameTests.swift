import Testing

@testable import StreamServer

@Suite struct WebSocketFrameTests {
  /// Gives out bytes like a connection.
  private final class Bytes {
    var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
    func take(_ count: Int) throws -> [UInt8] {
      guard rest.count >= count else { throw WebSocketFrame.Closing.goingAway }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  private func read(_ bytes: [UInt8], limit: Int = 4096) async throws -> WebSocketFrame {
    let source = Bytes(bytes)
    return try await WebSocketFrame.read(limit: limit) { try source.take($0) }
  }

  /// The example of RFC 6455, 5.7: "Hello", masked.
  @Test func aMaskedFrameIsRead() async throws {
    let frame = try await read([0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
    #expect(frame == .text("Hello"))
  }

  @Test(arguments: [0, 1, 125, 126, 127, 4096]) func allLengthsAreRead(count: Int) async throws {
    let length: [UInt8] =
      count < 126 ? [0x80 | UInt8(count)] : [0xFE, UInt8(count >> 8), UInt8(count & 0xFF)]
    let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let frame = try await read([0x82] + length + [0, 0, 0, 0] + payload)
    #expect(frame == WebSocketFrame(isFinal: true, opcode: .binary, payload: payload))
  }

  @Test(
    arguments: [
      ([0x81, 0x05, 1, 2, 3, 4, 5], WebSocketFrame.Closing.protocolError),  // not masked
      ([0xC1, 0x80, 0, 0, 0, 0], .protocolError),  // a reserved bit
      ([0x83, 0x80, 0, 0, 0, 0], .protocolError),  // no such opcode
      ([0x09, 0x80, 0, 0, 0, 0], .protocolError),  // a ping in pieces
      ([0x89, 0xFE, 0, 126], .protocolError),  // a long ping
      ([0x81, 0xFE, 0x10, 0x01], .tooLarge),
      ([0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0], .tooLarge),
      ([0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .protocolError),
    ] as [([UInt8], WebSocketFrame.Closing)])
  func badFramesAreRefusedBeforeTheyAreRead(bytes: [UInt8], closing: WebSocketFrame.Closing)
    async
  {
    await #expect(throws: closing) { try await read(bytes) }
  }

  @Test func framesAreWritten() {
    #expect(Array(WebSocketFrame.text("Hi").bytes) == [0x81, 2, 0x48, 0x69])
    #expect(Array(WebSocketFrame.close(.normal).bytes) == [0x88, 2, 3, 0xE8])
    #expect(
      Array(WebSocketFrame.text(String(repeating: "a", count: 300)).bytes.prefix(4)) == [
        0x81, 126, 1, 44,
      ])
  }

  @Test func aFloodIsReadMoreSlowly() {
    var pace = MessagePace(perSecond: 1000)
    let start: Int64 = 5_000_000_000
    // A second's worth at once costs nothing; after that each waits its turn.
    #expect((0..<999).allSatisfy { _ in pace.wait(at: start) == 0 })
    _ = (0..<500).map { _ in pace.wait(at: start) }
    #expect(pace.wait(at: start) == 500_000_000)
    #expect(pace.wait(at: start + 600_000_000) == 0)
  }
}
