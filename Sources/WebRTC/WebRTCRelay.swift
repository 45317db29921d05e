import CFuryRTC
import Synchronization

/// Shows pictures to browsers by WebRTC: VP8, encoded once for all of them.
///
/// Pictures go in with ``show(_:width:height:channels:)``, offers with ``answer(offer:)``; all else
/// – keyframes, bitrate, peers that leave or die – it sees to itself. Any thread may use it.
public final class WebRTCRelay: Sendable {
  private let relay: Mutex<Handle?>

  /// A relay without peers.
  ///
  /// Throws one line where GStreamer lacks a plugin; it names the Debian package to install.
  public init(_ options: WebRTCOptions = WebRTCOptions()) throws(WebRTCError) {
    var values = options.values
    var reason = [CChar](repeating: 0, count: 256)
    guard let opened = unsafe fury_rtc_open(&values, &reason, reason.count) else {
      throw WebRTCError(
        String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    relay = unsafe Mutex(Handle(pointer: opened))
  }

  deinit { close() }

  /// Shows a picture from now on: RGB (3 `channels`) or RGBA (4), 8 bits each, rows packed, **bottom
  /// row first**. A picture that comes before the last one was encoded replaces it.
  ///
  /// Copies what it needs. Returns false where sides (1 to 8192) and size do not go together, and
  /// after ``stop()``.
  @discardableResult
  public func show(
    _ pixels: borrowing Span<UInt8>, width: Int, height: Int, channels: Int = 3
  ) -> Bool {
    unsafe pixels.withUnsafeBufferPointer { bytes in
      return relay.withLock { relay in
        guard let relay = unsafe relay?.pointer else { return false }
        return unsafe fury_rtc_push(
          relay, bytes.baseAddress, bytes.count, Int32(clamping: width), Int32(clamping: height),
          Int32(clamping: channels)) != 0
      }
    }
  }

  /// Answers a browser's SDP offer; the answer carries all ICE candidates.
  ///
  /// Throws a ``WebRTCError`` of one line where the offer cannot be served, at the latest when the
  /// time to connect is over.
  public func answer(offer: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      let waiting = unsafe Unmanaged.passRetained(Waiting(continuation))
      let isAsked = relay.withLock { relay in
        guard let relay = unsafe relay?.pointer else { return false }
        var offer = offer
        offer.withUTF8 { text in
          unsafe text.withMemoryRebound(to: CChar.self) { text in
            unsafe fury_rtc_answer(
              relay, text.baseAddress, text.count, answered, waiting.toOpaque())
          }
        }
        return true
      }
      guard !isAsked else { return }
      unsafe waiting.takeRetainedValue().continuation.resume(
        throwing: WebRTCError("the server is stopping"))
    }
  }

  /// Peers at present, those that are connecting included; 0 after ``stop()``.
  public var peerCount: Int { get async { statistics?.peers ?? 0 } }

  /// What it does and has done; nil after ``stop()``.
  public var statistics: WebRTCStatistics? {
    relay.withLock { relay in
      guard let relay = unsafe relay?.pointer else { return nil }
      var values = FuryRelayStatistics()
      unsafe fury_rtc_statistics(relay, &values)
      return WebRTCStatistics(values)
    }
  }

  /// Ends all peers and refuses the offers that wait; the second call does nothing.
  public func stop() async { close() }

  private func close() {
    let last = relay.withLock { relay in
      defer { relay = nil }
      return relay
    }
    if let last { unsafe fury_rtc_close(last.pointer) }
  }
}

/// The relay below; whoever holds the lock may use it.
@safe private struct Handle: @unchecked Sendable {
  let pointer: OpaquePointer
}

/// Who waits for an answer.
private final class Waiting: Sendable {
  let continuation: CheckedContinuation<String, any Error>

  init(_ continuation: CheckedContinuation<String, any Error>) { self.continuation = continuation }
}

private func answered(
  _ answer: UnsafePointer<CChar>?, _ reason: UnsafePointer<CChar>?,
  _ context: UnsafeMutableRawPointer?
) {
  guard let context = unsafe context else { return }
  let waiting = unsafe Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
  if let answer = unsafe answer {
    waiting.continuation.resume(returning: unsafe String(cString: answer))
  } else {
    let text = unsafe reason.map { unsafe String(cString: $0) } ?? "the offer cannot be served"
    waiting.continuation.resume(throwing: WebRTCError(text))
  }
}
