/// A link between a program and its terminal: so many bytes a second, a delay each way, and a buffer
/// that hides both from the program, as ssh has.
///
/// A value without a clock: times are nanoseconds of any one monotonic clock.
public struct SlowLink: Sendable {
  /// What a link is like.
  public struct Parameters: Sendable, Hashable {
    /// Bytes a second from the program to the terminal; nil: no limit.
    public var bytesPerSecond: Double?
    /// Nanoseconds each way: half the round trip.
    public var delay: Int64
    /// Bytes that are taken from the program before they are on the wire.
    public var buffer: Int

    /// ssh's channel window is 2 MiB.
    public init(bytesPerSecond: Double?, delay: Int64, buffer: Int = 2 << 20) {
      self.bytesPerSecond = bytesPerSecond
      self.delay = delay
      self.buffer = buffer
    }

    /// A terminal on the same machine.
    public static let none = Parameters(bytesPerSecond: nil, delay: 0)
  }

  /// Bytes that are sent as one: small against the rate.
  static let packet = 4096

  private let parameters: Parameters
  private var wire: [(leaves: Int64, arrives: Int64, bytes: [UInt8])] = []
  private var back: [(arrives: Int64, bytes: [UInt8])] = []
  private var isFreeAt: Int64 = 0

  /// An empty link.
  public init(_ parameters: Parameters) { self.parameters = parameters }

  /// True where the program may write more.
  public func hasRoom(at now: Int64) -> Bool {
    wire.reduce(0) { $0 + ($1.leaves > now ? $1.bytes.count : 0) } < parameters.buffer
  }

  /// The program wrote.
  public mutating func write(_ bytes: [UInt8], at now: Int64) {
    guard let rate = parameters.bytesPerSecond else {
      wire.append((now, now + parameters.delay, bytes))
      return
    }
    for start in stride(from: 0, to: bytes.count, by: Self.packet) {
      let part = Array(bytes[start..<min(start + Self.packet, bytes.count)])
      isFreeAt = max(isFreeAt, now) + Int64(Double(part.count) / rate * 1e9)
      wire.append((isFreeAt, isFreeAt + parameters.delay, part))
    }
  }

  /// The terminal answered, or somebody typed.
  public mutating func answer(_ bytes: [UInt8], at now: Int64) {
    back.append((now + parameters.delay, bytes))
  }

  /// What has reached the terminal, the oldest bytes first; nil when nothing more has.
  public mutating func arrived(at now: Int64) -> [UInt8]? {
    guard let first = wire.first, first.arrives <= now else { return nil }
    return wire.removeFirst().bytes
  }

  /// What has reached the program.
  public mutating func returned(at now: Int64) -> [UInt8]? {
    guard let first = back.first, first.arrives <= now else { return nil }
    return back.removeFirst().bytes
  }

  /// When the next thing happens by itself; nil: never.
  public func nextEvent(after now: Int64) -> Int64? {
    // Room comes back when a packet leaves.
    let leaves = wire.lazy.map(\.leaves).first { $0 > now }
    return [wire.first?.arrives, back.first?.arrives, leaves].compactMap(\.self).min()
  }
}
