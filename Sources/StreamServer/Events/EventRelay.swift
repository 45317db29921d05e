internal import FuryStream
internal import FuryWire
internal import SharedMemory
internal import Synchronization

/// Puts the events of all browsers into the stream's queue.
///
/// Any driving browser may act, but a drag belongs to one: until it lets go, the others are told to
/// wait. Where another viewer of the stream drives, nothing is sent unless somebody takes control.
final class EventRelay: Sendable {
  /// One browser, as long as it is connected.
  typealias Client = UInt32

  /// Events since the start.
  struct Counts: Sendable {
    var sent = 0
    var merged = 0
    var dropped = 0
  }

  private struct State {
    var desk = DragDesk()
    var clients: [Client: @Sendable (String) -> Void] = [:]
    var lastClient: Client = 0
    var counts = Counts()
    var producer: EventProducer?
  }

  private let state: Ledger
  private let feed: FrameFeed

  /// What the producer's thread and the connections share.
  private final class Ledger: Sendable {
    let state = Mutex(State())

    func settle(_ token: UInt64, _ fate: EventProducer.Fate) {
      let complain = state.withLock { state -> (@Sendable (String) -> Void)? in
        switch fate {
        case .sent: state.counts.sent += 1
        case .merged: state.counts.merged += 1
        case .dropped:
          state.counts.dropped += 1
          return state.clients[Client(truncatingIfNeeded: token)]
        }
        return nil
      }
      if case .dropped(let reason) = fate { complain?(reason) }
    }
  }

  /// Opens the stream's queue. `onNotice` gets what a person should know.
  ///
  /// Throws what ``EventProducer`` throws.
  init(_ feed: FrameFeed, onNotice: @escaping @Sendable (String) -> Void) throws {
    self.feed = feed
    let ledger = Ledger()
    state = ledger
    let producer = try EventProducer(
      feed.stream, takeControl: false, onFate: { ledger.settle($0, $1) },
      onNotice: { if let text = Self.text($0) { onNotice(text) } })
    ledger.state.withLock { $0.producer = producer }
  }

  var counts: Counts { state.state.withLock { $0.counts } }

  /// Who drives: "mine", "other" or "free".
  var control: EventProducer.Control { producer?.control ?? .free }

  private var producer: EventProducer? { state.state.withLock { $0.producer } }

  /// A driving browser has come; `complain` is called with why an event of its was dropped.
  ///
  /// Control is taken where nobody alive has it; returns once that is settled.
  func join(complain: @escaping @Sendable (String) -> Void) async -> Client {
    let client = state.state.withLock { state -> Client in
      state.lastClient &+= 1
      state.clients[state.lastClient] = complain
      return state.lastClient
    }
    if control == .free { await takeControl() }
    return client
  }

  /// It has gone: what it still held is let go of; with the last one control is given up.
  func leave(_ client: Client) {
    let time = Clock.wallMilliseconds()
    let (releases, isEmpty) = state.state.withLock { state in
      state.clients[client] = nil
      return (state.desk.leave(client, at: time), state.clients.isEmpty)
    }
    for release in releases { producer?.post(release, token: UInt64(client)) }
    if isEmpty, control == .mine { producer?.releaseControl() }
  }

  /// Takes control, also from another viewer; gives the queue's thread half a second for it.
  func takeControl() async {
    producer?.takeControl()
    for _ in 0..<250 where control != .mine { try? await Task.sleep(for: .milliseconds(2)) }
  }

  /// Sends an event; nil, or why not.
  func post(_ event: FuryEvent, from client: Client) -> String? {
    let now = Clock.wallMilliseconds()
    let before = state.state.withLock { $0.desk.take(event, from: client, at: now) }
    guard let before else { return "another viewer is dragging" }
    for release in before { producer?.post(release, token: UInt64(client)) }
    var event = event
    // FURY's page sends sums; an amount that would turn the view over counts as a large one.
    event.weel = min(max(event.weel, -900), 900)
    producer?.post(event, token: UInt64(client))
    feed.expectFrames()
    return nil
  }

  /// Lets what is pending go, for a moment, and ends the queue's thread.
  func close() {
    let producer = state.state.withLock { state in
      defer { state.producer = nil }
      return state.producer
    }
    producer?.close(timeoutMilliseconds: 300)
  }

  private static func text(_ notice: EventProducer.Notice) -> String? {
    switch notice {
    case .staleLockCleared:
      "the event queue was locked by a process that died; the lock was cleared"
    case .bestEffortQueue: "the scene's event queue holds one event: delivery is best effort"
    case .controlLost(let pid): "process \(pid) drives the scene now"
    case .controlGained: "browsers drive the scene"
    case .streamEnded, .streamFollowed: nil
    }
  }
}
