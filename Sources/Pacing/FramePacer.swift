/// Decides when a frame may be sent: when the terminal has answered for the last one.
///
/// Every frame is followed by `CSI 5 n`, which the terminal answers when it has read that far. No
/// other signal tells: the kernel's, the ssh server's and the terminal's buffers hide seconds. A
/// value without a clock: times are milliseconds of any one monotonic clock.
public struct FramePacer: Sendable, Equatable {
  /// The request for an acknowledgement, to be written after a frame.
  public static let request: [UInt8] = Array("\u{1b}[5n".utf8)

  /// When the frame in flight was handed over; nil where none is.
  public private(set) var sentAt: Double?
  /// A frame was sent although the one before it was never answered: the next answer may be
  /// either's.
  private var isUncertain = false
  /// The smoothed time from handing over to acknowledgement.
  public private(set) var roundTrip: Double?
  /// The least time between two frames, from `--max-fps`.
  public var interval: Double
  private var lastSent = -Double.infinity

  public init(maxFramesPerSecond: Double? = nil) {
    interval = maxFramesPerSecond.map { 1000 / $0 } ?? 0
  }

  public var inFlight: Int { sentAt == nil ? 0 : 1 }

  /// How long a missing acknowledgement is waited for before a frame is sent all the same.
  public var patience: Double { max(2000, 8 * (roundTrip ?? 0)) }

  /// The earliest moment at which a frame may be sent.
  public func readyAt() -> Double {
    let paced = lastSent + interval
    guard let sentAt else { return paced }
    return max(paced, sentAt + patience)
  }

  /// A frame goes out.
  public mutating func sent(at now: Double) {
    isUncertain = sentAt != nil
    sentAt = now
    lastSent = now
  }

  /// The terminal answered; returns how long the frame took, or nil where that cannot be told.
  ///
  /// Whether a late answer belongs to the frame given up on or to its successor cannot be seen. It
  /// shows that the terminal is alive, which is enough to go on: an answer that was lost must not
  /// slow down what follows.
  public mutating func acknowledged(at now: Double) -> Double? {
    guard let sentAt else { return nil }
    self.sentAt = nil
    guard !isUncertain else {
      isUncertain = false
      return nil
    }
    let time = now - sentAt
    roundTrip = roundTrip.map { $0 * 0.8 + time * 0.2 } ?? time
    return time
  }

  /// Forgets frames in flight, after the terminal was left and entered again.
  public mutating func reset() {
    sentAt = nil
    isUncertain = false
  }
}
