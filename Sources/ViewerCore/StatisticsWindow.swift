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
  /// When the oldest input came that no changed frame has answered yet.
  private var inputAt: Double?
  /// For each frame on its way, the oldest first, the input that it answers.
  private var flying: [Double?] = []
  private var mostInFlight = 0
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
    // More are never on their way: the answer of the first one was lost.
    if flying.count == 2 { flying.removeFirst() }
    if isChanged, let input = inputAt, input <= readAt {
      flying.append(input)
      inputAt = nil
    } else {
      flying.append(nil)
    }
    mostInFlight = max(mostInFlight, flying.count)
  }

  /// The terminal answered for a frame.
  public mutating func acknowledged(after milliseconds: Double?, at now: Double) {
    framesShown += 1
    if let milliseconds { acknowledge.append(milliseconds) }
    if !flying.isEmpty, let input = flying.removeFirst() { latency.append(now - input) }
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
    result.inFlight = mostInFlight
    restart(at: now)
    return result
  }

  /// Begins another second; what is on its way stays so.
  private mutating func restart(at now: Moment) {
    let before = self
    self = StatisticsWindow()
    started = now.monotonic
    (inputAt, flying, bytes) = (before.inputAt, before.flying, before.bytes)
    mostInFlight = flying.count
  }
}
