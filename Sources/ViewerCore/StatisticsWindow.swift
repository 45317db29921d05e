/// Collects what happens, and sums it up once a second.
public struct StatisticsWindow: Sendable {
  private var started: Double?
  private var framesSeen = 0
  private var framesShown = 0
  private var skipped = 0
  private var unchanged = 0
  private var encode: [Double] = []
  private var acknowledge: [Double] = []
  private var latency: [Double] = []
  /// When the oldest input came that no changed frame has answered yet, and whether the frame in
  /// flight answers it.
  private var inputAt: Double?
  private var inputShown: Double?
  private var bytes = 0

  public init() {}

  /// The stream was looked at: frames that the producer made, those of them that a newer one
  /// replaced before they were sent, and those that showed the same picture as the one before.
  public mutating func looked(frames: Int, replaced: Int, unchanged: Int) {
    framesSeen += frames
    skipped += replaced
    self.unchanged += unchanged
  }

  /// A frame was encoded and handed to the terminal.
  public mutating func sent(
    encode milliseconds: Double, bytes: Int, isChanged: Bool, readAt: Double
  ) {
    encode.append(milliseconds)
    self.bytes = bytes
    if isChanged, let inputAt, inputAt <= readAt {
      inputShown = inputAt
      self.inputAt = nil
    }
  }

  /// The terminal answered for a frame.
  public mutating func acknowledged(after milliseconds: Double?, at now: Double) {
    framesShown += 1
    if let milliseconds { acknowledge.append(milliseconds) }
    if let inputShown { latency.append(now - inputShown) }
    inputShown = nil
  }

  /// The user acted.
  public mutating func input(at now: Double) { inputAt = inputAt ?? now }

  /// The sum of the last second, when one has passed; fields that only the caller knows are left to
  /// it.
  public mutating func summary(at now: Moment) -> Statistics? {
    guard let started else {
      started = now.monotonic
      return nil
    }
    let seconds = (now.monotonic - started) / 1000
    guard seconds >= 1 else { return nil }
    var result = Statistics()
    result.t = now.wall
    result.fpsSource = (Double(framesSeen) / seconds * 10).rounded() / 10
    result.fpsShown = (Double(framesShown) / seconds * 10).rounded() / 10
    result.skipped = skipped
    result.unchanged = unchanged
    result.encodeMilliseconds = .init(encode)
    result.acknowledgeMilliseconds = .init(acknowledge)
    result.latencyMilliseconds = .init(latency)
    result.bytesFrame = bytes
    let (inputAt, inputShown, bytes) = (inputAt, inputShown, bytes)
    self = StatisticsWindow()
    self.started = now.monotonic
    (self.inputAt, self.inputShown, self.bytes) = (inputAt, inputShown, bytes)
    return result
  }
}
