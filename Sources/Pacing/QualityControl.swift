/// Chooses how well pictures are to look, so that a frame costs link and terminal no more than they
/// have.
///
/// It goes down at once and far enough, up one step at a time and seldom, and after an attempt that
/// failed later and later: a picture that changes its looks every second is worse than one that is
/// a little plain. A value without a clock: times are milliseconds of any one monotonic clock.
public struct QualityControl: Sendable, Equatable {
  /// Milliseconds after a change before a step up is tried, at first and at most.
  private static let patience = 1500.0...60_000.0
  /// A step up that is undone within so many milliseconds was a mistake.
  private static let mistake = 8000.0

  /// Milliseconds of a round trip below which a terminal is on this machine or next to it.
  private static let nearby = 15.0

  /// Within what is chosen; a change of it keeps what was learnt where it still applies.
  public private(set) var limits: QualityLimits
  private var levels: [PictureQuality]
  /// Bytes of a frame at each level: measured, or in the proportion expected.
  private var bytes: [Double]
  /// The level in use.
  private var level = 0
  private var measured: Set<Int> = []
  private var lastMeasured: Int?
  /// Frames in a row that were too dear.
  private var excesses = 0
  /// The link was known when the level was chosen.
  private var wasKnown = false
  private var changedAt = -Double.infinity
  private var steppedUpAt = -Double.infinity
  private var waiting = Self.patience.lowerBound

  /// - Parameters:
  ///   - limits: what may be chosen.
  ///   - expectedBytes: of a frame at the best quality, until one has been measured.
  ///   - link: what is known of the link, or assumed: the first frames are chosen by it.
  public init(_ limits: QualityLimits, expectedBytes: Int = 0, link: LinkEstimate = LinkEstimate())
  {
    self.limits = limits
    let levels = limits.levels
    self.levels = levels.map(\.quality)
    bytes = levels.map { Double(expectedBytes) * $0.cost }
    level = fitting(Self.budget(link), link) ?? levels.count - 1
    wasKnown = link.isKnown
  }

  /// For pictures that move.
  public var moving: PictureQuality { levels[level] }

  /// For pictures that stand still.
  public var still: PictureQuality {
    var quality = levels[0]
    quality.isStill = true
    return quality
  }

  /// Bytes of a whole picture at a quality, measured or expected; those of the best where it is none
  /// that is chosen from.
  public func byteCount(at quality: PictureQuality) -> Int {
    Int(bytes[levels.firstIndex { $0.looksLike(quality) } ?? 0])
  }

  /// Milliseconds that a frame may take of link and terminal.
  ///
  /// Over a long round trip as much as fits into it, so that two frames in flight keep the link
  /// busy; over a short one more, since then the link is idle between frames for a short time only.
  /// Together with half the round trip a frame is no older than 100 ms when it is seen. What a frame
  /// takes whatever it looks like, as where the terminal's machine is busy with other things, is no
  /// reason to make it ever plainer: its bytes have some time in any case.
  static func budget(_ link: LinkEstimate) -> Double {
    let roundTrip = link.roundTrip ?? 0
    let budget = max(70 - 1.3 * max(0, roundTrip - 10), min(0.8 * roundTrip, 80))
    return max(budget, link.overhead + (roundTrip < nearby ? link.overhead : budget / 2))
  }

  /// A picture was sent, whole or a part. Parts cost less, but every few updates the whole has to
  /// be sent again, and that must not take too long either; so it is the whole that counts.
  public mutating func sent(bytes count: Int, isWhole: Bool, quality: PictureQuality) {
    guard !quality.isStill, let index = levels.firstIndex(where: { $0.looksLike(quality) }) else {
      return
    }
    let new = Double(max(1, count))
    guard isWhole || new > bytes[index] else { return }
    if measured.isEmpty {
      let costs = limits.levels.map(\.cost)
      bytes = costs.map { new * $0 / costs[index] }
    } else if index != lastMeasured {
      // How the levels relate depends on the scene. What is cheaper still is likely to be off in
      // the same way.
      let factor = new / bytes[index]
      for i in index..<bytes.count where !measured.contains(i) { bytes[i] *= factor }
      bytes[index] = new
    } else {
      // The dearer frames count for more: those are the ones that come too late. A scene that
      // becomes dearer does so at every level.
      let factor = 1 + (new > bytes[index] ? 0.5 : 0.15) * (new / bytes[index] - 1)
      for i in bytes.indices { bytes[i] *= factor }
    }
    measured.insert(index)
    lastMeasured = index
  }

  /// The terminal answered for a frame: chooses the level for the next ones.
  public mutating func adapt(to link: LinkEstimate, at now: Double) {
    guard levels.count > 1, !measured.isEmpty, link.isKnown else { return }
    let budget = Self.budget(link)
    if !wasKnown {
      wasKnown = true
      // The first frame was chosen by an assumption.
      if link.assumedBandwidth != nil {
        return move(to: fitting(0.8 * budget, link) ?? levels.count - 1, at: now)
      }
    }
    let cost = cost(level, link)
    excesses = cost > 1.2 * budget ? excesses + 1 : 0
    // One frame may have met with an accident, but not with a large one.
    if excesses > 1 || cost > 2.5 * budget {
      let wanted = fitting(0.9 * budget, link) ?? levels.count - 1
      if wanted > level {
        if now - steppedUpAt < Self.mistake {
          waiting = min(2 * waiting, Self.patience.upperBound)
        }
        return move(to: wanted, at: now)
      }
    }
    guard level > 0, now - changedAt >= waiting, self.cost(level - 1, link) <= 0.75 * budget else {
      if now - changedAt > Self.patience.upperBound { waiting = Self.patience.lowerBound }
      return
    }
    steppedUpAt = now
    move(to: level - 1, at: now)
  }

  /// Other limits apply from now.
  ///
  /// - Parameter expectedBytes: of a frame at the best quality, where none has been measured.
  public mutating func use(
    _ limits: QualityLimits, expectedBytes: Int, link: LinkEstimate, at now: Double
  ) {
    guard limits != self.limits else { return }
    let isKnown = !measured.isEmpty && limits.means == self.limits.means
    self = QualityControl(
      limits, expectedBytes: isKnown ? Int(bytes[0]) : expectedBytes, link: link)
    changedAt = now
  }

  private mutating func move(to wanted: Int, at now: Double) {
    guard wanted != level else { return }
    level = wanted
    changedAt = now
    excesses = 0
  }

  private func cost(_ index: Int, _ link: LinkEstimate) -> Double {
    link.transmission(of: Int(bytes[index]))
  }

  /// The best level whose frames take no longer than `milliseconds`.
  private func fitting(_ milliseconds: Double, _ link: LinkEstimate) -> Int? {
    levels.indices.first { cost($0, link) <= milliseconds }
  }
}
