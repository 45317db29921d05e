public import FuryStream
public import FuryWire
internal import ServerLink
internal import Siblings

/// A scene that a ``StreamWidget`` shows; its methods are called on the widget's threads.
public protocol WidgetScene: Sendable {
  /// The window's size in pixels.
  var size: (width: Int, height: Int) { get }
  /// The picture as it is now, nil where it is the one given last.
  func frame() -> Frame?
  /// Does what a user wants.
  func handle(_ event: FuryEvent)
}

/// A scene in a web page, for whoever runs it: streams it, and starts `fury-tui-serve` for browsers;
/// what FURY calls `Widget`.
///
/// Everything it starts ends with ``stop()``, or with this process in any way.
public final class StreamWidget {
  /// FURY's parameters.
  public struct Options: Sendable, Hashable {
    /// Milliseconds between two frames (`ms_stream`).
    public var msStream = 33.0
    /// Milliseconds between two looks for events (`ms_interaction`); all that wait are handled.
    public var msInteraction = 33.0
    /// Where the server listens.
    public var host = "localhost"
    /// The port; nil, or one that is taken: a free one.
    public var port: Int?
    /// Whether the page shows JPEGs or video.
    public var encoding = Encoding.mjpeg
    /// Milliseconds between two JPEGs (`ms_jpeg`).
    public var msJPEG = 33.0
    /// Events that the queue holds (`queue_size`).
    public var queueSize = 20

    /// FURY's defaults.
    public init() {}
  }

  /// How the page gets its pictures.
  public enum Encoding: String, Sendable, Hashable {
    /// JPEG after JPEG.
    case mjpeg
    /// Video through WebRTC.
    case webrtc
  }

  private let scene: any WidgetScene
  private let options: Options
  private var stream: WidgetStream?
  private var server: WidgetServer?

  /// Nothing is started yet.
  public init(_ scene: any WidgetScene, options: Options = Options()) {
    self.scene = scene
    self.options = options
  }

  deinit { stop() }

  /// True between ``start()`` and ``stop()``, as long as the server lives.
  public var isRunning: Bool { server?.isRunning == true }

  /// The stream as others may attach to it; nil before ``start()``.
  public var description: StreamDescription? { stream?.description }

  /// What starts the server, as one would type it; nil before ``start()``.
  public var commandString: String? {
    stream.map { (["fury-tui-serve"] + words($0.description)).joined(separator: " ") }
  }

  /// The page's address, with the token that lets in whoever has it; nil before ``start()``.
  public var url: String? {
    server?.link.drive.map { link in
      let parts = link.split(separator: "?", maxSplits: 1)
      return "\(parts[0])?iframe=1&encoding=\(options.encoding.rawValue)&\(parts[1])"
    }
  }

  /// Starts the stream and the server, and answers the page's address once the server has answered;
  /// where all of that runs already, nothing is done.
  ///
  /// Throws ``StreamError``, and ``/Siblings/SiblingError`` where the server cannot be started.
  @discardableResult
  public func start() throws -> String {
    if isRunning, let url { return url }
    stop()
    do {
      let stream = try WidgetStream(scene, options)
      self.stream = stream
      server = try makeServer(stream.description)
    } catch {
      stop()
      throw error
    }
    return url ?? ""
  }

  /// ``start()``, and the frame that shows the page in a notebook.
  public func display(height: Int = 150) throws -> String {
    try start()
    return iframe(height: height)
  }

  /// An HTML frame that shows the page, `height` pixels high.
  public func iframe(height: Int = 200) -> String {
    let address = (url ?? "").replacing("&", with: "&amp;")
    return "<iframe src=\"\(address)\" width=\"100%\" height=\"\(height)\" "
      + "style=\"border:0\" allow=\"fullscreen\"></iframe>"
  }

  /// Ends server and stream; nothing of them is left in `/dev/shm`. Harmless where nothing runs.
  public func stop() {
    server?.stop()
    server = nil
    stream?.stop()
    stream = nil
  }

  /// On the port that was asked for, and where somebody has that one, on a free one: the system
  /// gives it to the server itself, so that nobody can come between.
  private func makeServer(_ stream: StreamDescription) throws -> WidgetServer {
    if let port = options.port, port != 0, isPortAvailable(host: options.host, port: port) {
      if let server = try? WidgetServer(words(stream)) { return server }
    }
    return try WidgetServer(words(stream, port: 0))
  }

  private func words(_ stream: StreamDescription, port: Int? = nil) -> [String] {
    var words = ["--images=" + stream.images.map(\.description).joined(separator: ",")]
    words.append("--info=\(stream.info)")
    if let queue = stream.queue, let headTail = stream.headTail {
      words += ["--queue=\(queue)", "--head-tail=\(headTail)"]
    }
    words += ["--host=\(options.host)", "--port=\(port ?? options.port ?? 0)"]
    words.append("--encoding=\(options.encoding == .mjpeg ? "mjpeg" : "rtc")")
    words.append("--ms-jpeg=\(options.msJPEG)")
    if options.encoding == .mjpeg { words.append("--no-webrtc") }
    return words
  }
}
