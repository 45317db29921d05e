import FoundationEssentials

/// A line of what `fury-tui-serve` says on standard output: a JSON object with one member.
public struct ServerLine: Codable, Sendable, Hashable {
  /// Where browsers find the stream; the first line.
  public struct Link: Codable, Sendable, Hashable {
    /// The program's version, which must be that of whoever started it.
    public var version: String
    /// The link that drives the scene; nil where the server is for watching only.
    public var drive: String?
    /// The link that only shows it.
    public var watch: String
    /// The port, also where it was not chosen.
    public var port: Int
    /// The QR code of the first link there is, row by row, `1` for dark; nil where it was not asked
    /// for.
    public var qr: [String]?

    /// All of it.
    public init(version: String, drive: String?, watch: String, port: Int, qr: [String]?) {
      self.version = version
      self.drive = drive
      self.watch = watch
      self.port = port
      self.qr = qr
    }
  }

  /// The first line.
  public var link: Link?
  /// The last second, as `/stats` tells it.
  public var statistics: ServerStatistics?
  /// Something a person should know: a request that was refused, a viewer that took control.
  public var notice: String?

  /// The first line.
  public static func link(_ link: Link) -> Self { Self(link: link) }
  /// A second.
  public static func statistics(_ statistics: ServerStatistics) -> Self {
    Self(statistics: statistics)
  }
  /// Something a person should know.
  public static func notice(_ text: String) -> Self { Self(notice: text) }

  /// The line without its end.
  public var json: String { Self.text(self) }

  /// Reads a line; nil when it is none of these.
  public init?(json: String) {
    guard let line = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
    self = line
  }

  private init(link: Link? = nil, statistics: ServerStatistics? = nil, notice: String? = nil) {
    self.link = link
    self.statistics = statistics
    self.notice = notice
  }

  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
