/// What acknowledgements tell of the way to the terminal, the terminal included.
///
/// A frame of b bytes takes `overhead + b / bandwidth` once its first byte is due, and its answer
/// comes a round trip later. A value without a clock: times are milliseconds of any one monotonic
/// clock.
public struct LinkEstimate: Sendable, Equatable {
  /// Weight of the past against a new frame; what is older than some ten frames does not count.
  private static let memory = 0.8
  /// A round trip is the shortest one of the last one to two spans of this length, which is more than
  /// the pacer lets pass between two measurements.
  private static let span = 12_000.0

  /// Decayed sums over frames: number, bytes, times, and their products.
  private var count = 0.0
  private var bytes = 0.0
  private var time = 0.0
  private var bytesBytes = 0.0
  private var bytesTime = 0.0
  private var timeTime = 0.0

  /// Milliseconds that a frame takes whatever its size: terminals paint areas.
  public private(set) var overhead = 0.0

  private var spanStart = -Double.infinity
  private var shortest: Double?
  private var shortestBefore: Double?

  /// Bytes a millisecond that are counted on until a frame has been measured; nil: any number.
  public var assumedBandwidth: Double?

  public init(assumedBandwidth: Double? = nil) { self.assumedBandwidth = assumedBandwidth }

  /// A frame has been measured.
  public var isKnown: Bool { count > 0 }

  /// Milliseconds that a question takes to be answered where nothing is in its way.
  public var roundTrip: Double? {
    switch (shortest, shortestBefore) {
    case (let now?, let before?): min(now, before)
    case (let now, let before): now ?? before
    }
  }

  /// Bytes a millisecond, as frames of very different sizes would show it; nil where unknown.
  public var bandwidth: Double? {
    guard isKnown else { return assumedBandwidth }
    return slope > 0 ? 1 / slope : nil
  }

  /// Milliseconds that a frame of so many bytes occupies link and terminal; 0 where nothing is
  /// known.
  public func transmission(of bytes: Int) -> Double {
    guard isKnown else { return assumedBandwidth.map { Double(bytes) / $0 } ?? 0 }
    return overhead + slope * Double(bytes)
  }

  /// Milliseconds a byte.
  private var slope: Double { (time - overhead * count) / bytes }

  /// A frame of `bytes` occupied link and terminal for so many milliseconds.
  public mutating func noted(bytes: Int, milliseconds: Double) {
    // One hiccup is not a slow link; several are, since each one moves what is expected.
    let b = Double(max(1, bytes))
    let most = isKnown ? 4 * transmission(of: bytes) + 20 : .infinity
    let t = min(max(0, milliseconds), most)
    count = count * Self.memory + 1
    self.bytes = self.bytes * Self.memory + b
    time = time * Self.memory + t
    bytesBytes = bytesBytes * Self.memory + b * b
    bytesTime = bytesTime * Self.memory + b * t
    timeTime = timeTime * Self.memory + t * t
    learnOverhead()
  }

  /// Where frames were of different sizes, the regression line through them tells what of their time
  /// does not depend on the size, if they lie near a line at all. Else that stays as it was, as far
  /// as it fits into what frames take now.
  private mutating func learnOverhead() {
    let spread = bytesBytes * count - bytes * bytes
    let together = bytesTime * count - bytes * time
    let timeSpread = timeTime * count - time * time
    let isLine = together > 0 && together * together > 0.3 * spread * timeSpread
    guard spread > 0.04 * bytes * bytes, isLine else {
      overhead = min(overhead, 0.95 * time / count)
      return
    }
    let mean = time / bytes
    let slope = min(mean, max(0.05 * mean, together / spread))
    overhead = max(0, (time - slope * bytes) / count)
  }

  /// Something was answered after so many milliseconds: the round trip takes no longer.
  public mutating func noted(roundTrip milliseconds: Double, at now: Double) {
    if now - spanStart > Self.span {
      // Nothing heard for long: what was before is too old.
      shortestBefore = now - spanStart > 2 * Self.span ? nil : shortest
      shortest = nil
      spanStart = now
    }
    shortest = min(shortest ?? .infinity, milliseconds)
  }
}
