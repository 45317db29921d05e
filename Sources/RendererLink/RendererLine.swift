import FoundationEssentials

/// A line of what `fury-tui-render` says on standard output: a JSON object with one member.
public struct RendererLine: Codable, Sendable, Hashable {
  /// The stream that frames and events go through; the first line.
  public struct Stream: Codable, Sendable, Hashable {
    /// The program's version, which must be that of whoever started it.
    public var version: String
    /// The renderer's process id.
    public var pid: Int32
    /// What the stream is called.
    public var name: String
    /// The image segments in FURY's order.
    public var images: [String]
    /// The segment with the info words.
    public var info: String
    /// The event queue's segment.
    public var queue: String?
    /// The segment with head, tail and lock.
    public var headTail: String?
    /// The segment for what FURY's protocol lacks.
    public var ext: String?
    /// Who draws, as OpenGL calls it.
    public var renderer: String

    /// All of it.
    public init(
      version: String, pid: Int32, name: String, images: [String], info: String, queue: String?,
      headTail: String?, ext: String?, renderer: String
    ) {
      self.version = version
      self.pid = pid
      self.name = name
      self.images = images
      self.info = info
      self.queue = queue
      self.headTail = headTail
      self.ext = ext
      self.renderer = renderer
    }
  }

  /// A file that is being read.
  public struct Loading: Codable, Sendable, Hashable {
    /// The file as it was named.
    public var file: String
    /// How much of it is read, 0 to 1.
    public var fraction: Double
  }

  /// The first frame is there.
  public struct Ready: Codable, Sendable, Hashable {
    /// Seconds since the program was started.
    public var seconds: Double
  }

  /// What happened in the last second; only seconds in which something did are told.
  public struct Statistics: Codable, Sendable, Hashable {
    /// Milliseconds since the Unix epoch.
    public var t: Double
    /// Events that were taken out of the queue.
    public var events = 0
    /// Pictures that were drawn.
    public var drawn = 0
    /// Frames that were published.
    public var published = 0
    /// Milliseconds that a step with a frame took on average: drawing, reading, writing.
    public var frameMilliseconds = 0.0

    /// Nothing happened until `t`.
    public init(t: Double) { self.t = t }
  }

  /// The first line.
  public var stream: Stream?
  /// Progress.
  public var loading: Loading?
  /// The first frame.
  public var ready: Ready?
  /// A second.
  public var statistics: Statistics?
  /// Something a person should know.
  public var notice: String?

  /// The first line.
  public static func stream(_ stream: Stream) -> Self { Self(stream: stream) }
  /// Progress.
  public static func loading(_ file: String, fraction: Double) -> Self {
    Self(loading: Loading(file: file, fraction: fraction))
  }
  /// The first frame.
  public static func ready(seconds: Double) -> Self { Self(ready: Ready(seconds: seconds)) }
  /// A second.
  public static func statistics(_ statistics: Statistics) -> Self { Self(statistics: statistics) }
  /// Something a person should know.
  public static func notice(_ text: String) -> Self { Self(notice: text) }

  /// The line without its end.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// Reads a line; nil when it is none of these.
  public init?(json: String) {
    guard let line = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
    self = line
  }

  private init(
    stream: Stream? = nil, loading: Loading? = nil, ready: Ready? = nil,
    statistics: Statistics? = nil, notice: String? = nil
  ) {
    self.stream = stream
    self.loading = loading
    self.ready = ready
    self.statistics = statistics
    self.notice = notice
  }
}
