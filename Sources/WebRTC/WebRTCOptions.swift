import CFuryRTC

/// What a ``WebRTCRelay`` allows; the defaults suit a server.
public struct WebRTCOptions: Sendable {
  /// Peers at a time, those that are connecting included; at least 1.
  public var maximumPeers = 16
  /// Pictures a second at most, 1 to 120.
  public var maximumRate = 60
  /// The bounds of the bitrate in bit/s; within them it follows the picture's size and the peers'
  /// reports.
  public var bitrate = 300_000...8_000_000
  /// How long an answer waits for candidates.
  public var gatheringTime = Duration.seconds(3)
  /// A peer that has not connected by then is removed.
  public var connectingTime = Duration.seconds(15)
  /// A peer of which nothing was heard for that long is removed.
  public var silence = Duration.seconds(8)
  /// Offers addresses of the loopback interface and no others.
  public var loopbackOnly = false

  /// The defaults.
  public init() {}

  var values: FuryRelayOptions {
    FuryRelayOptions(
      max_peers: Int32(clamping: max(maximumPeers, 1)), max_rate: Int32(clamping: maximumRate),
      min_bitrate: Int32(clamping: bitrate.lowerBound),
      max_bitrate: Int32(clamping: bitrate.upperBound), gather_ms: gatheringTime.milliseconds,
      connect_ms: connectingTime.milliseconds, silence_ms: silence.milliseconds,
      loopback_only: loopbackOnly ? 1 : 0)
  }
}

extension Duration {
  fileprivate var milliseconds: Int32 {
    Int32(clamping: components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
  }
}
