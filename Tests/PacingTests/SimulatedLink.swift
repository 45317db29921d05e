import Pacing
import Raster

/// A link with a deep buffer and a terminal behind it, in virtual time.
///
/// What is written waits its turn, passes at `bandwidth`, is drawn, and answered; everything takes
/// half a round trip each way. Answers can be lost, doubled, or held up.
struct SimulatedLink {
  /// Bytes a millisecond, and milliseconds.
  var bandwidth: Double
  var roundTrip: Double
  /// What the terminal takes for a frame on top of its bytes.
  var drawing = 0.0
  /// Answers not yet received: when they come.
  private(set) var answers: [Double] = []
  private var freeAt = 0.0

  init(bandwidth: Double, roundTrip: Double, drawing: Double = 0) {
    self.bandwidth = bandwidth
    self.roundTrip = roundTrip
    self.drawing = drawing
  }

  /// Writes `bytes` and a question; returns when they are on the screen.
  mutating func write(
    _ bytes: Int, at now: Double, fate: Fate = .answered
  ) -> Double {
    freeAt = max(freeAt, now) + Double(bytes) / bandwidth + (bytes > 100 ? drawing : 0)
    let shown = freeAt + roundTrip / 2
    let answer = shown + roundTrip / 2
    switch fate {
    case .answered: answers.append(answer)
    case .lost: break
    case .doubled(let later): answers += [answer, answer + later]
    case .late(let later): answers.append(answer + later)
    }
    answers.sort()
    return shown
  }

  mutating func takeAnswer() -> Double { answers.removeFirst() }

  enum Fate {
    case answered, lost
    case doubled(later: Double)
    case late(by: Double)
  }
}

/// A viewer at one end of a simulated link: pacer, quality and a scene that never stops moving.
struct SimulatedViewer {
  var link: SimulatedLink
  var pacer: FramePacer
  var quality: QualityControl
  /// Milliseconds between the scene's frames; encoding one takes `encoding`.
  var frameInterval = 1000.0 / 30
  var encoding = 5.0
  /// Bytes of a frame at the best quality, and what other levels cost in relation to it.
  var bytes: (Double) -> Double
  var cost: (PictureQuality) -> Double = SimulatedViewer.usualCost
  var fate: (Int) -> SimulatedLink.Fate = { _ in .answered }

  private(set) var now = 0.0
  private(set) var frames: [Shown] = []
  private(set) var mostInFlight = 0
  /// Sent and not yet answered, as an observer outside sees it.
  private(set) var mostOnItsWay = 0

  /// A frame that was shown: when, how old it was then, and how it looked.
  struct Shown {
    var sent: Double
    var at: Double
    var age: Double
    var quality: PictureQuality
  }

  init(
    _ link: SimulatedLink, assumedBandwidth: Double? = nil, limits: QualityLimits = .init(),
    bytes: @escaping (Double) -> Double
  ) {
    self.link = link
    pacer = FramePacer(link: LinkEstimate(assumedBandwidth: assumedBandwidth))
    quality = QualityControl(limits, expectedBytes: 400_000, link: pacer.link)
    self.bytes = bytes
  }

  static func usualCost(_ quality: PictureQuality) -> Double {
    var cost = quality.dither == .none ? 0.7 : 1
    cost *= [256: 1, 128: 0.88, 64: 0.74, 32: 0.55, 16: 0.42, 8: 0.3][quality.colors] ?? 1
    cost *= [.full: 1, .threeQuarters: 0.95, .half: 0.68, .third: 0.48][quality.scale] ?? 1
    return cost
  }

  mutating func run(for milliseconds: Double) {
    let end = now + milliseconds
    while now < end {
      let ready = max(now, pacer.readyAt())
      // The newest frame of the scene at that time; one that was shown already is not shown again.
      let made = max((ready / frameInterval).rounded(.down), lastFrame + 1) * frameInterval
      let sending = max(ready, made) + encoding
      if let answer = link.answers.first, answer <= sending {
        now = max(now, link.takeAnswer())
        if case .frame = pacer.acknowledged(at: now) { quality.adapt(to: pacer.link, at: now) }
        continue
      }
      now = sending
      send(made: made)
    }
  }

  private var lastFrame = -1.0

  private mutating func send(made: Double) {
    lastFrame = (made / frameInterval).rounded()
    let look = quality.moving
    let count = Int(bytes(now) * cost(look))
    quality.sent(bytes: count, isWhole: true, quality: look)
    if pacer.sent(bytes: count, at: now) { _ = link.write(4, at: now) }
    let shown = link.write(count, at: now, fate: fate(frames.count))
    frames.append(Shown(sent: now, at: shown, age: shown - made, quality: look))
    mostInFlight = max(mostInFlight, pacer.inFlight)
    mostOnItsWay = max(mostOnItsWay, frames.suffix(20).count { $0.at > now })
  }

  /// The frames shown from `start` on.
  func frames(from start: Double) -> ArraySlice<Shown> { frames[...].drop { $0.at < start } }

  /// Frames a second from `start` to now.
  func rate(from start: Double) -> Double {
    Double(frames(from: start).count) / (now - start) * 1000
  }

  /// The age that `part` of the frames from `start` on stay below.
  func age(from start: Double, part: Double = 0.5) -> Double {
    let ages = frames(from: start).map(\.age).sorted()
    return ages[min(ages.count - 1, Int(part * Double(ages.count)))]
  }

  /// How often the picture changed its looks from `start` on.
  func changes(from start: Double) -> Int {
    let looks = frames(from: start).map(\.quality)
    return zip(looks, looks.dropFirst()).count { $0 != $1 }
  }
}
