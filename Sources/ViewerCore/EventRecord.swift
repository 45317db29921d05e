public import FuryWire

/// An event on its way to the producer, with where it came from and what became of it.
public struct EventRecord: Sendable, Hashable {
  public enum Origin: String, Sendable, Hashable, Codable { case mouse, wheel, key, focus, replay }

  public enum Fate: Sendable, Hashable {
    case waiting
    case sent
    /// A newer event took its place.
    case merged
    case dropped(String)
  }

  /// Identifies the event while its fate is unknown.
  public var token: UInt64
  /// When it was made, milliseconds since the Unix epoch.
  public var time: Double
  public var origin: Origin
  public var event: FuryEvent
  /// The bytes that the terminal sent; empty where there were none.
  public var raw: [UInt8]
  public var fate: Fate

  public init(
    token: UInt64, time: Double, origin: Origin, event: FuryEvent, raw: [UInt8] = [],
    fate: Fate = .waiting
  ) {
    self.token = token
    self.time = time
    self.origin = origin
    self.event = event
    self.raw = raw
    self.fate = fate
  }
}
