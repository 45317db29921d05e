/// What a server did in the last second, on its standard output and at `/stats`.
public struct ServerStatistics: Codable, Sendable, Hashable {
  /// Milliseconds since the Unix epoch.
  public var t = 0.0
  /// The picture's width and height in pixels; 0 before the first frame.
  public var width = 0
  /// See ``width``.
  public var height = 0
  /// Frames a second that the producer wrote.
  public var fpsSource = 0.0
  /// Frames a second that were encoded as JPEG, once for all viewers.
  public var fpsEncoded = 0.0
  /// JPEG frames a second that were sent, over all viewers.
  public var fpsSent = 0.0
  /// Milliseconds that a JPEG took on average.
  public var encodeMilliseconds = 0.0
  /// Bytes of the last JPEG.
  public var bytesFrame = 0
  /// Bytes a second that were sent, over all viewers.
  public var bytesSecond = 0.0
  /// Viewers of `/video/mjpeg`.
  public var viewersMJPEG = 0
  /// Viewers through WebRTC.
  public var viewersRTC = 0
  /// Open websockets.
  public var sockets = 0
  /// Connections of any kind.
  public var connections = 0
  /// Events since the start that went into the queue, that a newer one replaced, that were dropped.
  public var eventsSent = 0
  /// See ``eventsSent``.
  public var eventsMerged = 0
  /// See ``eventsSent``.
  public var eventsDropped = 0
  /// Requests since the start that were refused.
  public var refused = 0

  /// Nothing happened.
  public init() {}

  /// As JSON on one line.
  public var json: String { ServerLine.text(self) }
}
