public import FuryStream
import Synchronization

/// Shows a stream by WebRTC: its frames go to a ``WebRTCRelay`` while somebody is connected there.
public final class FrameRelay: Sendable {
  private let feed: FrameFeed
  private let relay: WebRTCRelay
  private let work = Mutex<Work>(.resting)

  /// Whether frames are being handed on.
  private enum Work {
    case resting
    case running(Task<Void, Never>)
    case stopped
  }

  /// Nobody is connected, and the feed is not read.
  ///
  /// Throws one line where GStreamer lacks a plugin.
  public init(_ feed: FrameFeed, options: WebRTCOptions = WebRTCOptions()) throws(WebRTCError) {
    self.feed = feed
    relay = try WebRTCRelay(options)
  }

  deinit {
    if case .running(let task) = work.withLock({ $0 }) { task.cancel() }
  }

  /// Answers a browser's SDP offer; see ``WebRTCRelay/answer(offer:)``.
  public func answer(offer: String) async throws -> String {
    let answer = try await relay.answer(offer: offer)
    begin()
    return answer
  }

  /// Ends all connections; offers are refused from now on.
  public func stop() async {
    let last = work.withLock { work in
      defer { work = .stopped }
      return work
    }
    await relay.stop()
    if case .running(let task) = last {
      task.cancel()
      await task.value
    }
  }

  /// Browsers at present, those that are connecting included.
  public var peerCount: Int { get async { await relay.peerCount } }

  /// What the relay does and has done; nil after ``stop()``.
  public var statistics: WebRTCStatistics? { relay.statistics }

  private func begin() {
    work.withLock { work in
      guard case .resting = work else { return }
      work = .running(
        Task { [weak self, feed, relay] in
          await Self.run(feed, relay)
          self?.rest()
        })
    }
  }

  /// The frames are no longer wanted, unless somebody came in this moment.
  private func rest() {
    work.withLock { work in
      if case .running = work { work = .resting }
    }
    if let peers = relay.statistics?.peers, peers > 0 { begin() }
  }

  /// Hands frames on until nobody is left; a stream that has ended shows its last frame till then.
  private static func run(_ feed: FrameFeed, _ relay: WebRTCRelay) async {
    await withTaskGroup { group in
      group.addTask {
        let subscription = feed.subscribe()
        while let frame = try? await subscription.next() {
          relay.show(frame.pixels.span, width: frame.width, height: frame.height)
        }
      }
      while let peers = relay.statistics?.peers, peers > 0 {
        guard (try? await Task.sleep(for: .seconds(1))) != nil else { break }
      }
      group.cancelAll()
    }
  }
}
