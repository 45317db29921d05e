internal import Foundation
internal import FuryStream
internal import ServerLink
internal import SharedMemory
internal import Synchronization

/// What all connections of a server share.
final class ServerCore: Sendable {
  let policy: AccessPolicy
  let pages: PageFiles
  let feed: FrameFeed
  let jpeg: JPEGFeed
  /// Nil where the stream takes no events, or nobody may send any.
  let relay: EventRelay?
  /// Nil without WebRTC.
  let offers: (any OfferAnswering)?
  let justMJPEG: Bool
  let registry: ConnectionRegistry
  private let logger: LineLogger
  private let tally = Mutex(Tally())

  private struct Tally {
    var meter = RateMeter()
    var frames = 0
    var refused = 0
    var sockets = 0
    var last = ServerStatistics()
  }

  init(
    policy: AccessPolicy, pages: PageFiles, feed: FrameFeed, jpeg: JPEGFeed, relay: EventRelay?,
    offers: (any OfferAnswering)?, justMJPEG: Bool, logger: LineLogger
  ) {
    self.policy = policy
    self.pages = pages
    self.feed = feed
    self.jpeg = jpeg
    self.relay = relay
    self.offers = offers
    self.justMJPEG = justMJPEG
    self.logger = logger
    registry = ConnectionRegistry()
  }

  /// One line for whoever runs the server; what came from outside is made harmless.
  func log(_ text: String) { logger.log(text) }

  func refuse(_ text: String) {
    tally.withLock { $0.refused += 1 }
    log("refused \(text)")
  }

  func countFrame() { tally.withLock { $0.frames += 1 } }

  func countSocket(_ change: Int) { tally.withLock { $0.sockets += change } }

  /// The last second, as ``measure()`` found it.
  var statistics: ServerStatistics { tally.withLock { $0.last } }

  /// Takes the counts since the last call, which should be a second ago.
  func measure() async -> ServerStatistics {
    var now = ServerStatistics()
    let peers = await offers?.peerCount ?? 0
    let (counts, encoded, bytes) = (feed.counts, jpeg.takeCounts(), registry.takeSent())
    now.t = Clock.wallMilliseconds().rounded()
    (now.width, now.height, now.bytesFrame) = (encoded.width, encoded.height, encoded.byteCount)
    let mean = Double(encoded.nanoseconds) / 1e6 / Double(max(1, encoded.encoded))
    now.encodeMilliseconds = (mean * 100).rounded() / 100
    (now.viewersMJPEG, now.viewersRTC) = (jpeg.viewers, peers)
    now.connections = registry.count
    if let events = relay?.counts {
      (now.eventsSent, now.eventsMerged) = (events.sent, events.merged)
      now.eventsDropped = events.dropped
    }
    return tally.withLock { tally in
      let seconds = tally.meter.seconds(at: Clock.monotonicNanoseconds())
      now.fpsSource = tally.meter.rate(counts.written, seconds)
      now.fpsEncoded = RateMeter.perSecond(encoded.encoded, seconds)
      now.fpsSent = RateMeter.perSecond(tally.frames, seconds)
      now.bytesSecond = RateMeter.perSecond(bytes, seconds)
      tally.frames = 0
      (now.sockets, now.refused) = (tally.sockets, tally.refused)
      tally.last = now
      return now
    }
  }

  /// What our own page asks for when it opens its websocket, and every second from then on.
  func status(for role: AccessPolicy.Role) async -> String {
    let now = statistics
    let control =
      switch relay?.control {
      case nil: "none"
      case .mine?: "mine"
      case .free?: "free"
      case .other?: "other"
      }
    return """
      {"type":"status","role":"\(role == .drive ? "drive" : "watch")","control":"\(control)",\
      "width":\(now.width),"height":\(now.height),"viewers":\(now.viewersMJPEG + now.viewersRTC),\
      "fps":\(now.fpsSource),"webrtc":\(offers != nil)}
      """
  }
}

/// Counts into rates.
struct RateMeter {
  private var lastTime = Int64.min
  private var lastCount = 0

  /// Seconds since the last call.
  mutating func seconds(at now: Int64) -> Double {
    defer { lastTime = now }
    return lastTime == .min ? 1 : max(0.001, Double(now - lastTime) / 1e9)
  }

  /// The rate of a count that only grows.
  mutating func rate(_ count: Int, _ seconds: Double) -> Double {
    defer { lastCount = count }
    return Self.perSecond(count - lastCount, seconds)
  }

  /// To a tenth.
  static func perSecond(_ count: Int, _ seconds: Double) -> Double {
    (Double(count) / seconds * 10).rounded() / 10
  }
}
