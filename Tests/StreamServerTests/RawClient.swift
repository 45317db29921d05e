import Foundation
import Glibc
import TerminalLab

/// A client that sends exactly the bytes it is given. It blocks: see ``onThread(_:)``.
final class RawClient {
  let descriptor: Int32
  private(set) var received: [UInt8] = []
  private(set) var hasEnded = false

  /// - Parameter receiveBuffer: bytes that the system takes in for it before the server has to wait.
  init(port: Int, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer {
      unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else {
      Glibc.close(descriptor)
      throw LabFailure("no connection: error \(errno)")
    }
  }

  deinit { Glibc.close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends what the other side takes.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let n = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard n > 0 else { return }
      rest = rest.dropFirst(n)
    }
  }

  func get(_ target: String, host: String = "localhost", _ headers: String = "") {
    send("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\(headers)\r\n")
  }

  /// Reads once, waiting at most `milliseconds`; false when nothing came.
  @discardableResult
  func read(milliseconds: Int32 = 100) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe Glibc.poll(&poll, 1, milliseconds) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let n = unsafe recv(descriptor, &chunk, chunk.count, 0)
    if n > 0 { received += chunk[..<n] } else { hasEnded = true }
    return n > 0
  }

  /// Reads until `condition` holds.
  func read(_ what: String, until condition: (RawClient) -> Bool) throws {
    for _ in 0..<600 {
      if condition(self) { return }
      if hasEnded { break }
      read()
    }
    guard condition(self) else {
      throw LabFailure("in vain: \(what); received: \(text.prefix(500))")
    }
  }

  var text: String { String(decoding: received, as: UTF8.self) }

  /// The status of an answer once its head has come.
  func status() throws -> Int {
    try read("a head") { $0.text.contains("\r\n\r\n") }
    return Int(text.split(separator: " ")[1]) ?? 0
  }

  /// The status of an answer, and that the server then closes.
  func refusal() throws -> Int {
    let status = try status()
    try read("the end") { $0.hasEnded }
    return status
  }

  /// Bytes of the JPEGs in a multipart body that have come whole.
  func jpegs() -> [[UInt8]] {
    var found: [[UInt8]] = []
    var rest = received[...]
    let (mark, end) = (Array("Content-Length: ".utf8), Array("\r\n\r\n".utf8))
    while let at = rest.firstRange(of: mark) {
      rest = rest[at.upperBound...]
      guard let stop = rest.firstRange(of: end) else { break }
      let digits = rest.prefix { $0 >= 48 && $0 <= 57 }
      let count = Int(String(decoding: digits, as: UTF8.self)) ?? 0
      guard rest.count >= stop.upperBound - rest.startIndex + count else { break }
      found.append(Array(rest[stop.upperBound..<stop.upperBound + count]))
      rest = rest[(stop.upperBound + count)...]
    }
    return found
  }

  /// Opens a websocket.
  func openSocket(_ target: String, _ headers: String = "") throws {
    get(
      target,
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers)
    guard try status() == 101 else { throw LabFailure("no websocket: \(text)") }
  }

  /// Sends a message of a websocket, masked.
  func say(_ message: String) { say(Array(message.utf8), first: 0x81) }

  func say(_ payload: [UInt8], first: UInt8) {
    let mask: [UInt8] = [1, 2, 3, 4]
    let length: [UInt8] =
      payload.count < 126
      ? [0x80 | UInt8(payload.count)]
      : [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    send([first] + length + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] })
  }
}

/// Runs what blocks on a thread of its own: the server needs those of the tasks.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
{
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
  }
}
