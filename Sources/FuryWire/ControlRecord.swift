/// What viewers of one stream tell each other, in the queue's spare row (index `max_size`), which
/// FURY allocates and never touches.
///
/// Row: `[magic, version, slot used last, controller's pid, its start time, heartbeat ms, instance,
/// 0]`.
public struct ControlRecord: Sendable, Hashable {
  /// "FURYTUI" read as a number.
  public static let magic = Double(0x4655_5259_5455_49)
  /// The version of this row.
  public static let version = 1.0
  /// A heartbeat older than this many milliseconds no longer counts.
  public static let freshness = 5_000.0

  /// Who controls a stream.
  public struct Controller: Sendable, Hashable {
    /// Process id.
    public var pid: Int32
    /// Start time of the process in clock ticks since boot, which tells reused ids apart.
    public var startTime: Double
    /// Tells several producers of one process apart.
    public var instance: Double

    /// A controller's identity.
    public init(pid: Int32, startTime: Double, instance: Double) {
      self.pid = pid
      self.startTime = startTime
      self.instance = instance
    }
  }

  /// The slot that the last batch ended in, so that the next one starts after it; nil when unknown.
  public var lastSlot: Int?
  /// Who controls the stream; nil when nobody does.
  public var controller: Controller?
  /// When the controller was last seen alive, milliseconds since the Unix epoch.
  public var heartbeat: Double

  /// A record; the default is that of a stream which nobody has driven.
  public init(lastSlot: Int? = nil, controller: Controller? = nil, heartbeat: Double = 0) {
    self.lastSlot = lastSlot
    self.controller = controller
    self.heartbeat = heartbeat
  }

  /// Reads a row, believing nothing: what is not plausible is as if it were not there.
  public init(row: SIMD8<Double>, maxSize: Int) {
    self.init()
    guard row[0] == Self.magic, row[1] == Self.version else { return }
    if let slot = Int(exactly: row[2]), (0..<maxSize).contains(slot) { lastSlot = slot }
    heartbeat = row[5].isFinite ? row[5] : 0
    if let pid = Int32(exactly: row[3]), pid > 0, row[4].isFinite, row[6].isFinite {
      controller = Controller(pid: pid, startTime: row[4], instance: row[6])
    }
  }

  /// The row on the wire.
  public var row: SIMD8<Double> {
    SIMD8(
      Self.magic, Self.version, Double(lastSlot ?? -1), Double(controller?.pid ?? 0),
      controller?.startTime ?? 0, heartbeat, controller?.instance ?? 0, 0)
  }

  /// True while the heartbeat is recent at `now`, milliseconds since the Unix epoch.
  ///
  /// One from the future (a clock set back) counts as recent only within the same bound.
  public func isFresh(now: Double) -> Bool { abs(now - heartbeat) <= Self.freshness }
}
