/// Decides when a frame may be sent: when the terminal has answered for the one before, or, over a
/// long round trip, when that one must have passed the link.
///
/// Every frame is followed by a question that the terminal answers when it has read that far. No
/// other signal tells: the kernel's, the ssh server's and the terminal's buffers hide seconds. All
/// answers look alike, so they are counted; where one was lost or came too late the count is
/// doubtful, and a short silence restores it. A value without a clock: times are milliseconds of
/// any one monotonic clock.
public struct FramePacer: Sendable, Equatable {
  /// The question, to be written after a frame; also before it where ``sent(bytes:at:)`` says so.
  public static let request: [UInt8] = Array("\u{1b}[5n".utf8)

  /// What an answer stood for.
  public enum Answer: Sendable, Equatable {
    /// A frame, and the milliseconds from handing it over; nil where that cannot be told.
    case frame(milliseconds: Double?)
    /// The question before a frame, or nothing that is still waited for.
    case other
  }

  /// A question on its way.
  private struct Awaited: Sendable, Equatable {
    /// Of the frame before it; nil for a question without one.
    var bytes: Int?
    var sentAt: Double
  }

  /// Milliseconds without a silence after which one is made, so that a wrong count does not last.
  private static let trust = 10_000.0
  /// Milliseconds of a round trip below which there is no distance, only the terminal's own work.
  private static let distance = 8.0
  /// Milliseconds after which the round trip is measured again.
  private static let measuringInterval = 3000.0

  /// What is known of the way to the terminal.
  public private(set) var link: LinkEstimate
  /// The least time between two frames, from `--max-fps`.
  public var interval: Double

  private var awaited: [Awaited] = []
  /// Answers that may still come for frames that were given up.
  private var owed = 0
  private var lastSent = -Double.infinity
  private var lastBytes = 0
  private var lastAnswer = -Double.infinity
  private var measuredAt = -Double.infinity
  /// When the count was last certain.
  private var certainAt: Double?

  /// - Parameters:
  ///   - maxFramesPerSecond: nil for no limit.
  ///   - link: what is assumed of the link at first.
  public init(maxFramesPerSecond: Double? = nil, link: LinkEstimate = LinkEstimate()) {
    interval = maxFramesPerSecond.map { 1000 / $0 } ?? 0
    self.link = link
  }

  /// Frames that the terminal has not answered for, 0…2.
  public var inFlight: Int { awaited.count { $0.bytes != nil } }

  /// How long a missing answer is waited for before a frame is sent all the same.
  public var patience: Double { max(2000, 8 * (link.roundTrip ?? 0)) }

  /// How long it stays silent when all that is on its way has been answered.
  private var silence: Double {
    min(1000, 10 + 1.5 * ((link.roundTrip ?? 0) + link.transmission(of: lastBytes)))
  }

  private var isDoubtful: Bool { owed > 0 || lastSent - (certainAt ?? lastSent) > Self.trust }

  /// When the frame in flight must have passed the link, where that is sooner than its answer can
  /// come: then a second one may follow it. Nil where there is to be one only.
  private var overlapAt: Double? {
    guard inFlight == 1, !isDoubtful, link.isKnown, let sent = awaited.last, let bytes = sent.bytes,
      let roundTrip = link.roundTrip, roundTrip > Self.distance
    else { return nil }
    let transmission = link.transmission(of: bytes)
    return transmission < roundTrip ? sent.sentAt + transmission : nil
  }

  /// The earliest moment at which a frame may be sent.
  public func readyAt() -> Double {
    let paced = lastSent + interval
    if awaited.isEmpty {
      return isDoubtful ? max(paced, max(lastSent, lastAnswer) + silence) : paced
    }
    if let overlapAt { return max(paced, overlapAt) }
    // In doubt, an answer may be waited for that was lost long ago.
    let isCountOld = isDoubtful && owed == 0
    return max(paced, lastSent + (isCountOld ? min(patience, 2 * silence) : patience))
  }

  /// A frame goes out. True where ``request`` must also be written before it, to measure the round
  /// trip.
  public mutating func sent(bytes: Int, at now: Double) -> Bool {
    if awaited.isEmpty {
      if certainAt == nil || now >= max(lastSent, lastAnswer) + silence {
        certainAt = now
        owed = 0
      }
    } else if overlapAt == nil || now >= lastSent + patience {
      // Given up: whether their answers still come is not known.
      owed = min(4, owed + awaited.count)
      awaited.removeAll(keepingCapacity: true)
    }
    lastSent = now
    lastBytes = bytes
    let measures = awaited.isEmpty && owed == 0 && now - measuredAt > Self.measuringInterval
    if measures {
      measuredAt = now
      awaited.append(Awaited(bytes: nil, sentAt: now))
    }
    awaited.append(Awaited(bytes: bytes, sentAt: now))
    return measures
  }

  /// The frame that went out last turned out to have so many bytes: it was begun before it was whole.
  public mutating func completed(bytes: Int) {
    lastBytes = bytes
    if let last = awaited.indices.last, awaited[last].bytes != nil { awaited[last].bytes = bytes }
  }

  /// The terminal answered.
  public mutating func acknowledged(at now: Double) -> Answer {
    guard let answered = awaited.first else {
      // Late, or nobody's. When the last one that was owed has come, the count is certain again.
      if owed > 0 {
        owed -= 1
        if owed == 0 { certainAt = now }
      }
      lastAnswer = now
      return .other
    }
    awaited.removeFirst()
    defer { lastAnswer = now }
    guard owed == 0 else { return answered.bytes == nil ? .other : .frame(milliseconds: nil) }
    let time = now - answered.sentAt
    link.noted(roundTrip: time, at: now)
    guard let bytes = answered.bytes else { return .other }
    // It could not pass before the frame ahead of it had.
    let began = max(answered.sentAt + min(time, link.roundTrip ?? 0), lastAnswer)
    link.noted(bytes: bytes, milliseconds: now - min(now, began))
    return .frame(milliseconds: time)
  }

  /// Forgets frames in flight, after the terminal was left and entered again; what is known of the
  /// link stays.
  public mutating func reset() {
    awaited.removeAll()
    owed = 0
    certainAt = nil
  }
}
