internal import Foundation

/// A frame of a websocket (RFC 6455), as far as this server needs them.
struct WebSocketFrame: Equatable {
  enum Opcode: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    var isControl: Bool { rawValue >= 8 }
  }

  /// Why the other side is told to go; the numbers of RFC 6455.
  enum Closing: UInt16, Error {
    case normal = 1000
    case goingAway = 1001
    case protocolError = 1002
    case tooLarge = 1009
  }

  var isFinal: Bool
  var opcode: Opcode
  var payload: [UInt8]

  /// Reads one frame of a client through `read`, which gives exactly so many bytes.
  ///
  /// Throws ``Closing`` for a frame that breaks the rules or has more than `limit` bytes, before
  /// they are read.
  static func read(
    limit: Int, _ read: (Int) async throws -> [UInt8]
  ) async throws -> WebSocketFrame {
    let start = try await read(2)
    // No extension was agreed on, so the reserved bits are zero; clients mask, always.
    guard start[0] & 0x70 == 0, start[1] & 0x80 != 0, let opcode = Opcode(rawValue: start[0] & 0xF)
    else { throw Closing.protocolError }
    let isFinal = start[0] & 0x80 != 0
    var length = Int(start[1] & 0x7F)
    if opcode.isControl, !isFinal || length > 125 { throw Closing.protocolError }
    if length >= 126 {
      let bytes = try await read(length == 126 ? 2 : 8)
      guard bytes[0] < 0x80 || bytes.count == 2 else { throw Closing.protocolError }
      length = bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    guard length <= limit else { throw Closing.tooLarge }
    let mask = try await read(4)
    var payload = try await read(length)
    for index in payload.indices { payload[index] ^= mask[index & 3] }
    return WebSocketFrame(isFinal: isFinal, opcode: opcode, payload: payload)
  }

  /// The frame as a server sends it, without a mask.
  var bytes: Data {
    var bytes = Data([(isFinal ? 0x80 : 0) | opcode.rawValue])
    switch payload.count {
    case ..<126: bytes.append(UInt8(payload.count))
    case ..<65_536:
      bytes.append(contentsOf: [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)])
    default:
      bytes.append(127)
      bytes.append(contentsOf: (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 0xFF) })
    }
    bytes.append(contentsOf: payload)
    return bytes
  }

  static func text(_ text: String) -> Self {
    Self(isFinal: true, opcode: .text, payload: Array(text.utf8))
  }

  static func close(_ closing: Closing) -> Self {
    Self(
      isFinal: true, opcode: .close,
      payload: [UInt8(closing.rawValue >> 8), UInt8(closing.rawValue & 0xFF)])
  }
}
