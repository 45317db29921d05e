/// What answers the offers of browsers that want WebRTC.
public protocol OfferAnswering: Sendable {
  /// Answers a browser's SDP offer; the answer carries all ICE candidates.
  ///
  /// Throws ``OfferRefused`` for an offer that cannot be answered.
  func answer(offer: String) async throws -> String
  /// Ends all connections.
  func stop() async
  /// Browsers that are connected.
  var peerCount: Int { get async }
}

/// Why an offer was not answered.
public struct OfferRefused: Error, Sendable, Hashable, CustomStringConvertible {
  /// One line.
  public var description: String

  /// One line that says why.
  public init(reason: String) { description = reason }
}
