import CFuryRTC

/// What a ``WebRTCRelay`` does and has done.
public struct WebRTCStatistics: Sendable, Equatable {
  /// Peers, those that are connecting included.
  public let peers: Int
  /// Peers that take pictures.
  public let connected: Int
  /// What is asked of the encoder, in bit/s; 0 before the first picture.
  public let bitrate: Int
  /// Pictures that came in.
  public let pushed: UInt64
  /// Pictures that were encoded, once for all peers.
  public let encoded: UInt64
  /// Those of them that can be decoded without any other.
  public let keyframes: UInt64
  /// Bytes of the encoded pictures.
  public let bytes: UInt64
  /// Offers that got an answer.
  public let answered: UInt64
  /// Offers that were refused.
  public let refused: UInt64

  init(_ values: FuryRelayStatistics) {
    peers = Int(values.peers)
    connected = Int(values.connected)
    bitrate = Int(values.bitrate)
    pushed = values.pushed
    encoded = values.encoded
    keyframes = values.keyframes
    bytes = values.bytes
    answered = values.answered
    refused = values.refused
  }
}
