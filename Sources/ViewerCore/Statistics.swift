import FoundationEssentials

/// What one second was like; the line that `--stats` writes, and what the statistics panel shows.
public struct Statistics: Sendable, Equatable, Encodable {
  /// Milliseconds; null where nothing was measured.
  public struct Spread: Sendable, Equatable, Encodable {
    public var p50: Double?
    public var p95: Double?

    /// The median and the 95th percentile (nearest rank) of `samples`.
    public init(_ samples: [Double]) {
      let sorted = samples.sorted()
      func rank(_ p: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let index = Int((p * Double(sorted.count)).rounded(.up)) - 1
        return (sorted[min(max(index, 0), sorted.count - 1)] * 10).rounded() / 10
      }
      p50 = rank(0.5)
      p95 = rank(0.95)
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(p50, forKey: .p50)
      try container.encode(p95, forKey: .p95)
    }

    enum CodingKeys: String, CodingKey { case p50, p95 }
  }

  /// Milliseconds since the Unix epoch.
  public var t = 0.0
  /// Frames a second that the producer made, as far as they were noticed, and that the terminal
  /// acknowledged.
  public var fpsSource = 0.0
  public var fpsShown = 0.0
  /// Frames that a newer one replaced before they were sent, and frames with the same picture as
  /// the one before.
  public var skipped = 0
  public var unchanged = 0
  /// Scaling, quantising and encoding a frame.
  public var encodeMilliseconds = Spread([])
  /// Bytes of the last frame sent.
  public var bytesFrame = 0
  /// From handing a frame over to the terminal's answer.
  public var acknowledgeMilliseconds = Spread([])
  /// From an input event's arrival to the answer for the first changed frame after it.
  public var latencyMilliseconds = Spread([])
  public var colors = 0
  /// The picture's size in relation to the room there is for it.
  public var scale = 1.0
  /// The most frames that were on their way at a time.
  public var inFlight = 0
  public var renderer = ""
  /// Resident memory of this process.
  public var residentMegabytes = 0

  /// For the panel alone: dithering and scale in use, and the link as estimated, in MB/s and ms.
  public var dither = ""
  public var scaleName = "1"
  public var linkMegabytes: Double?
  public var linkRoundTrip: Double?

  public init() {}

  enum CodingKeys: String, CodingKey {
    case t, skipped, unchanged, colors, scale, renderer
    case fpsSource = "fps_source"
    case fpsShown = "fps_shown"
    case encodeMilliseconds = "encode_ms"
    case bytesFrame = "bytes_frame"
    case acknowledgeMilliseconds = "ack_ms"
    case latencyMilliseconds = "latency_ms"
    case inFlight = "in_flight"
    case residentMegabytes = "rss_mb"
  }

  /// The JSON line, without a line end.
  public var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
