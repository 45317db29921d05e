internal import FuryWire
internal import SharedMemory

/// The inside of an ``EventProducer``: everything that its thread alone touches.
final class EventPublisher {
  /// Between two looks at the queue while something is pending.
  static let pace: Int64 = 500_000
  /// Between two looks at the producer's health and at who controls the stream.
  static let tick: Int64 = 500_000_000
  /// Between two events into a queue with one slot, where no safe way exists.
  static let bestEffortPause: Int64 = 50_000_000

  let stream: StreamDescription
  var queue: QueueMemory
  let mailbox: EventMailbox
  var watch: ProducerWatch
  var desk: ControlDesk
  var staleLock = StaleLockWatch()
  var held = HeldButtons()
  /// Releases owed by a producer that lost control; sent although it has none.
  var farewell = PendingEvents()
  var lastSlot: Int?
  private var nextTick: Int64 = 0
  private var notBefore: Int64 = 0

  init(stream: StreamDescription, queue: QueueMemory, mailbox: EventMailbox) {
    self.stream = stream
    self.queue = queue
    self.mailbox = mailbox
    watch = ProducerWatch(stream)
    desk = ControlDesk()
  }

  /// Settles who controls the stream before the first event can be posted.
  func begin(takeControl: Bool) {
    let control = desk.begin(queue, take: takeControl)
    mailbox.withState { $0.control = control }
    if queue.maxSize == 1 { mailbox.tell(.bestEffortQueue) }
  }

  /// The thread's body: returns when a stop is asked for.
  func run() {
    while true {
      let now = Clock.monotonicNanoseconds()
      if now >= nextTick {
        nextTick = now + Self.tick
        lookAround()
      }
      if serveRequests() { break }
      let isWaiting = publishPending(now: now)
      mailbox.wakeUp.wait(nanoseconds: isWaiting ? Self.pace : max(0, nextTick - now))
    }
    mailbox.dropPending("the viewer closed the stream")
    desk.release(queue)
  }

  /// Publishes what it can; true while something is left, so that the next look must come soon.
  private func publishPending(now: Int64) -> Bool {
    guard hasPending, now >= notBefore else { return hasPending }
    let before = queue.state
    if staleLock.isStale(before, flavour: stream.flavour, now: now), queue.breakLock() {
      mailbox.tell(.staleLockCleared)
    }
    guard before.head == -1, queue.headTail.segment.tryLock() else { return true }
    defer { queue.headTail.segment.unlock() }
    if farewell.isEmpty {
      guard isStillMine() else { return hasPending }
      publishPosted()
    } else {
      publishFarewell()
    }
    if queue.maxSize == 1 { notBefore = now + Self.bestEffortPause }
    return hasPending
  }

  private var hasPending: Bool {
    !farewell.isEmpty || mailbox.withState { !$0.pending.isEmpty && $0.ending == nil }
  }

  /// Publishes a batch of the events posted. The mailbox stays locked meanwhile, a few
  /// microseconds, because a move posted now must not be merged into one that is just being
  /// published.
  private func publishPosted() {
    let limit = Publication.batchLimit(maxSize: queue.maxSize)
    let (events, tokens) = mailbox.withState { state in
      let batch = state.pending.batch(limit: limit)
      let count = publish(batch)
      let tokens = state.pending.removePublished(count)
      return (Array(batch.prefix(count)), tokens)
    }
    for event in events { held.note(event) }
    mailbox.tell(tokens, .sent)
  }

  private func publishFarewell() {
    let batch = farewell.batch(limit: Publication.batchLimit(maxSize: queue.maxSize))
    _ = farewell.removePublished(publish(batch))
  }

  /// Publishes as many of the events as one batch takes; 0 when the queue was not empty.
  private func publish(_ events: [FuryEvent]) -> Int {
    let rows = events.compactMap { try? $0.row() }  // checked when they were posted
    guard !rows.isEmpty else { return 0 }
    var record = queue.record
    let (outcome, count) = queue.publish(rows, after: record.lastSlot ?? lastSlot)
    guard case .published(let slot) = outcome else { return 0 }
    lastSlot = slot
    record.lastSlot = slot
    queue.record = record
    return count
  }
}
