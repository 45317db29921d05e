internal import SharedMemory
internal import Synchronization

/// Watches a stream on one thread, for any number of readers.
///
/// It looks while somebody has subscribed, as often as ``LookPace`` says; with nobody there it only
/// makes sure that the producer is alive. Frames that repeat the one before are not published.
public final class FrameFeed: Sendable {
  /// How often the producer is looked after while nobody has subscribed, in nanoseconds.
  private static let rest: Int64 = 250_000_000

  /// Frames since the feed began.
  public struct Counts: Sendable, Hashable {
    /// Frames that the producer wrote, as far as is known.
    public var written = 0
    /// Those of them that showed something new and were published.
    public var published = 0
    /// Those that repeated the one before.
    public var repeated = 0
  }

  /// The stream that is watched.
  public let stream: StreamDescription
  /// The newest frame; ends with a ``StreamError`` when the stream does.
  public let frames = Newest<Frame>()

  private struct Orders {
    var subscribers = 0
    var lively = Int64.min
    var counts = Counts()
    var stop = false
  }

  private let orders = Mutex(Orders())
  private let parker = ThreadParker()
  private let thread = Mutex<SystemThread?>(nil)

  /// Opens the stream and starts the thread; throws what ``FrameReader`` throws.
  public init(_ stream: StreamDescription) throws(StreamError) {
    self.stream = stream
    let reader = HandOver(reader: try FrameReader(stream))
    do {
      let (orders, parker, frames) = (Weak(self), parker, frames)
      let started = try SystemThread(name: "frame-feed") {
        Self.run(reader.reader, orders, parker, frames)
      }
      thread.withLock { $0 = started }
    } catch { throw StreamError(error) }
  }

  deinit { stop() }

  /// What was seen so far.
  public var counts: Counts { orders.withLock { $0.counts } }

  /// Readers that have subscribed.
  public var subscribers: Int { orders.withLock { $0.subscribers } }

  /// Begins to read; the stream is watched as long as the subscription lives.
  public func subscribe() -> FrameSubscription {
    orders.withLock { $0.subscribers += 1 }
    parker.unpark()
    return FrameSubscription(self)
  }

  func unsubscribe() { orders.withLock { $0.subscribers -= 1 } }

  /// The user acted: frames are likely to follow.
  public func expectFrames() {
    let until = Clock.monotonicNanoseconds() + LookPace.memory
    orders.withLock { $0.lively = until }
    parker.unpark()
  }

  /// Ends the thread; readers get a `CancellationError`.
  public func stop() {
    orders.withLock { $0.stop = true }
    parker.unpark()
    thread.withLock { $0 }?.join()
    frames.finish(CancellationError())
  }

  /// The thread keeps no feed alive: one that nobody has ends it.
  private struct Weak: Sendable {
    weak let feed: FrameFeed?

    init(_ feed: FrameFeed) { self.feed = feed }
  }

  private static func run(
    _ reader: FrameReader, _ owner: Weak, _ parker: ThreadParker, _ frames: Newest<Frame>
  ) {
    var frame = Frame()
    var pace = LookPace()
    var isResting = true
    do throws(StreamError) {
      while let orders = owner.feed?.orders.withLock({ $0 }), !orders.stop {
        guard orders.subscribers > 0 else {
          guard reader.isProducerAlive else { throw .ended(reader.stream.name) }
          // What is shown then may be out of date when somebody comes.
          if !isResting { frames.clear() }
          isResting = true
          parker.park(nanoseconds: rest)
          continue
        }
        pace.expectFrames(until: orders.lively)
        let arrival = try reader.poll(into: &frame)
        pace.looked(at: Clock.monotonicNanoseconds(), isNew: arrival.isNew)
        owner.feed?.count(arrival)
        if arrival.isNew || (isResting && frame.width > 0) { frames.publish(frame) }
        isResting = false
        parker.park(nanoseconds: pace.pause(at: Clock.monotonicNanoseconds()))
      }
    } catch {
      frames.finish(error)
    }
  }

  private func count(_ arrival: FrameArrival) {
    orders.withLock { orders in
      switch arrival {
      case .noFrameYet, .unchanged: break
      case .repeated(let skipped):
        orders.counts.written += 1 + skipped
        orders.counts.repeated += 1
      case .new(let skipped):
        orders.counts.written += 1 + skipped
        orders.counts.published += 1
      }
    }
  }
}

/// One reader of a ``FrameFeed``; giving it up ends the reading. Used by one task at a time.
public final class FrameSubscription {
  private let feed: FrameFeed
  private var number: UInt64 = 0

  init(_ feed: FrameFeed) { self.feed = feed }

  deinit { feed.unsubscribe() }

  /// The newest frame that this reader has not had.
  ///
  /// Throws a ``StreamError`` when the stream ends and `CancellationError` when the task is
  /// cancelled or the feed stopped.
  public func next() async throws -> Frame {
    let item = try await feed.frames.next(after: number)
    number = item.number
    return item.value
  }

  /// The same for a thread that may be blocked, for at most `nanoseconds`; nil when they have
  /// passed without a new frame.
  public func waitForNext(nanoseconds: Int64) throws -> Frame? {
    guard let item = try feed.frames.waitForNext(after: number, nanoseconds: nanoseconds) else {
      return nil
    }
    number = item.number
    return item.value
  }
}

extension FrameArrival {
  fileprivate var isNew: Bool {
    if case .new = self { true } else { false }
  }
}

/// Carries the reader, which belongs to one thread, into that thread; nobody else keeps it.
private struct HandOver: @unchecked Sendable {
  let reader: FrameReader
}
