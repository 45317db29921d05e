public import FuryWire
internal import SharedMemory

/// Sends events into a stream's queue, so that none is lost, doubled or reordered.
///
/// One thread publishes, only into the empty queue (``/FuryWire/Publication``). It sleeps while
/// nothing is pending, and looks every half millisecond while something is. Two producers of this
/// project are kept apart by an advisory lock on the head_tail memory and by the queue's spare row,
/// which says who controls the stream.
public final class EventProducer: Sendable {
  /// What became of an event.
  public enum Fate: Sendable, Hashable {
    /// It is in the queue.
    case sent
    /// A newer move, or the sum of wheel steps, took its place.
    case merged
    /// It will not be sent, and why.
    case dropped(String)
  }

  /// Something the user should know.
  public enum Notice: Sendable, Hashable {
    /// A process had died inside the queue and stopped its consumer; the lock word was cleared.
    case staleLockCleared
    /// The queue has one slot only: events are sent 50 ms apart, and may still be lost.
    case bestEffortQueue
    /// Another viewer took control; `pid` is its process.
    case controlLost(pid: Int32)
    /// This producer controls the stream now.
    case controlGained
    /// The owner has published the stream again, and this producer follows.
    case streamFollowed
    /// Nothing can be sent any more, and why.
    case streamEnded(String)
  }

  /// Who may send events.
  public enum Control: Sendable, Hashable {
    /// This producer.
    case mine
    /// The viewer in process `pid`.
    case other(pid: Int32)
    /// Nobody.
    case free
  }

  /// How other parts of the stream's memory know this producer.
  public let identity: ExtensionMessage.Sender

  private let mailbox: EventMailbox
  private let thread: SystemThread

  /// Opens the queue of `stream` and starts the thread.
  ///
  /// - `takeControl`: take control where nobody alive has it; without, this producer only watches.
  /// - `onFate`: called once for every posted token, on the thread that decided.
  /// - `onNotice`: called on the producer's thread.
  ///
  /// Throws `.invalid` for a stream that takes no events.
  public init(
    _ stream: StreamDescription, takeControl: Bool,
    onFate: @escaping @Sendable (UInt64, Fate) -> Void,
    onNotice: @escaping @Sendable (Notice) -> Void
  ) throws(StreamError) {
    let queue = try QueueMemory(stream)
    do {
      let mailbox = EventMailbox(
        wakeUp: try WakeUp(), onFate: onFate, onNotice: onNotice, unsentIn: queue)
      self.mailbox = mailbox
      let publisher = EventPublisher(stream: stream, queue: queue, mailbox: mailbox)
      identity = .init(pid: publisher.desk.me.pid, instance: publisher.desk.me.instance)
      publisher.begin(takeControl: takeControl)
      let handOver = HandOver(publisher)
      thread = try SystemThread(name: "event-producer") { handOver.publisher.run() }
    } catch { throw StreamError(error) }
  }

  deinit { close(timeoutMilliseconds: 0) }

  /// Adds an event to those pending, merged with its neighbour where that is right; never blocks.
  ///
  /// `token` comes back in `onFate`. A number that FURY's consumer would fail on, a stream that has
  /// ended and a stream that somebody else controls make it `.dropped`.
  public func post(_ event: FuryEvent, token: UInt64) {
    mailbox.post(event, token: token, isMergeable: true)
  }

  /// Adds an event that keeps its place and its numbers, for replaying a recording.
  public func postUnmerged(_ event: FuryEvent, token: UInt64) {
    mailbox.post(event, token: token, isMergeable: false)
  }

  /// Who controls the stream, as of the last half second.
  public var control: Control { mailbox.control }

  /// Takes control, also from a viewer that has it; `onNotice` says when that is done.
  public func takeControl() { mailbox.request(.takeControl) }

  /// Gives control up once what is pending has been sent.
  public func releaseControl() { mailbox.request(.releaseControl) }

  /// Waits until everything pending is in the queue, with `untilDrained` also until the consumer
  /// has taken it. False when the time has passed before.
  @discardableResult
  public func flush(timeoutMilliseconds: Int, untilDrained: Bool = false) -> Bool {
    let deadline = Clock.monotonicNanoseconds() + Int64(timeoutMilliseconds) * 1_000_000
    while !mailbox.isDone(untilDrained: untilDrained) {
      guard Clock.monotonicNanoseconds() < deadline else { return false }
      Clock.sleep(nanoseconds: 500_000)
    }
    return true
  }

  /// Sends what is pending, as far as the time allows, gives control up and ends the thread.
  public func close(timeoutMilliseconds: Int) {
    flush(timeoutMilliseconds: timeoutMilliseconds)
    mailbox.request(.stop)
    thread.join()
  }
}

/// Carries the publisher, which belongs to one thread, into that thread; nobody else keeps it.
private struct HandOver: @unchecked Sendable {
  let publisher: EventPublisher

  init(_ publisher: EventPublisher) { self.publisher = publisher }
}
