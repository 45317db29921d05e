internal import FlyingFox
internal import FlyingSocks
internal import Foundation
internal import Glibc
internal import SharedMemory
internal import Synchronization

/// A connection's bytes: read with limits, written whole, with a deadline that others watch.
///
/// One task reads at a time and one writes.
final class ConnectionSocket: Sendable {
  /// What the other side sent is more than may come.
  struct TooLarge: Error {}

  private let socket: AsyncSocket
  private let buffer = Mutex<[UInt8]>([])
  /// When whatever is waited for must have come, in nanoseconds of the monotonic clock.
  private let deadline = Atomic<Int64>(.max)
  private let sent = Atomic<Int>(0)
  private let hasLink = Atomic<Bool>(false)

  init(_ socket: AsyncSocket) {
    self.socket = socket
    // A frame leaves at once, and no more than this much of one that is out of date waits here.
    Self.set(socket, TCP_NODELAY, 1)
    Self.set(socket, TCP_NOTSENT_LOWAT, 65_536)
  }

  /// The other side's address, as a person writes it.
  var peer: String {
    switch try? socket.socket.remotePeer() {
    case .ip4(let address, _)?, .ip6(let address, _)?: address
    default: "somebody"
    }
  }

  /// The other side has shown a link's token.
  func welcome() { hasLink.store(true, ordering: .relaxed) }

  /// It has not, so far.
  var isStranger: Bool { !hasLink.load(ordering: .relaxed) }

  /// Lets `seconds` pass from now on, nil: any time.
  func allow(seconds: Double?) {
    let until = seconds.map { Clock.monotonicNanoseconds() + Int64($0 * 1e9) } ?? .max
    deadline.store(until, ordering: .relaxed)
  }

  /// True when what was waited for has not come in time.
  func isOverdue(at now: Int64) -> Bool { deadline.load(ordering: .relaxed) < now }

  /// Bytes written since the last call.
  func takeSent() -> Int { sent.exchange(0, ordering: .relaxed) }

  /// The head of the next request, nil where the other side has closed instead.
  func head() async throws -> [UInt8]? {
    var looked = 0
    while true {
      let (head, isTooLarge) = buffer.withLock { buffer -> ([UInt8]?, Bool) in
        guard let end = RequestHead.end(of: buffer, from: looked) else {
          looked = buffer.count
          return (nil, buffer.count > RequestHead.limit)
        }
        defer { buffer.removeFirst(end) }
        return (Array(buffer[..<end]), end > RequestHead.limit)
      }
      if isTooLarge { throw TooLarge() }
      if let head { return head }
      guard try await fill() else { return nil }
    }
  }

  /// Exactly `count` bytes; throws where the other side closes before.
  func bytes(_ count: Int) async throws -> [UInt8] {
    while true {
      let bytes = buffer.withLock { buffer -> [UInt8]? in
        guard buffer.count >= count else { return nil }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
      }
      if let bytes { return bytes }
      guard try await fill() else { throw SocketError.disconnected }
    }
  }

  /// Returns when the other side has closed; what it sends meanwhile is dropped.
  func waitForEnd() async throws {
    while try await fill() { buffer.withLock { $0.removeAll(keepingCapacity: true) } }
  }

  func write(_ data: Data) async throws {
    try Task.checkCancellation()
    try await socket.write(data)
    sent.add(data.count, ordering: .relaxed)
  }

  func close() { try? socket.close() }

  /// Tells the other side that nothing follows, and passes over what it still sends for a moment:
  /// closing before it has been read would take the answer back.
  func farewell() async {
    allow(seconds: 1)
    _ = shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    try? await waitForEnd()
  }

  /// Reads what there is; false at the end.
  private func fill() async throws -> Bool {
    do {
      let bytes = try await socket.read(atMost: 4096)
      buffer.withLock { $0 += bytes }
      return true
    } catch SocketError.disconnected {
      return false
    }
  }

  private static func set(_ socket: AsyncSocket, _ option: Int32, _ value: Int32) {
    var value = value
    _ = unsafe setsockopt(
      socket.socket.file.rawValue, Int32(IPPROTO_TCP), option, &value, socklen_t(4))
  }
}
