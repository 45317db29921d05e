internal import FuryWire
internal import SharedMemory
internal import Synchronization

/// What the callers of an ``EventProducer`` and its thread share.
final class EventMailbox: Sendable {
  /// What a caller wants of the thread.
  enum Request: Sendable { case takeControl, releaseControl, stop }

  struct State: Sendable {
    var pending = PendingEvents()
    var control = EventProducer.Control.free
    var requests: [Request] = []
    var isGivingUp = false
    var ending: String?
    var queue: QueueMemory
  }

  let wakeUp: WakeUp
  private let onFate: @Sendable (UInt64, EventProducer.Fate) -> Void
  private let onNotice: @Sendable (EventProducer.Notice) -> Void
  private let state: Mutex<State>

  init(
    wakeUp: WakeUp, onFate: @escaping @Sendable (UInt64, EventProducer.Fate) -> Void,
    onNotice: @escaping @Sendable (EventProducer.Notice) -> Void, unsentIn queue: QueueMemory
  ) {
    self.wakeUp = wakeUp
    self.onFate = onFate
    self.onNotice = onNotice
    state = Mutex(State(queue: queue))
  }

  func withState<Result>(_ body: (inout sending State) -> sending Result) -> sending Result {
    state.withLock(body)
  }

  var control: EventProducer.Control { state.withLock { $0.control } }

  func post(_ event: FuryEvent, token: UInt64, isMergeable: Bool) {
    enum Answer {
      case merged([UInt64])
      case refused(String)
    }
    let answer = state.withLock { state -> Answer in
      if let reason = Self.refusal(state) { return .refused(reason) }
      do {
        return .merged(
          try state.pending.append(event, token: token, isMergeable: isMergeable))
      } catch { return .refused("\(error)") }
    }
    switch answer {
    case .refused(let reason): onFate(token, .dropped(reason))
    case .merged(let tokens):
      wakeUp.signal()
      for token in tokens { onFate(token, .merged) }
    }
  }

  private static func refusal(_ state: State) -> String? {
    if let ending = state.ending { return "the stream ended: \(ending)" }
    if state.isGivingUp { return "control is being given up" }
    switch state.control {
    case .mine: return nil
    case .other(let pid): return "process \(pid) controls this stream"
    case .free: return "view only: take control first"
    }
  }

  func request(_ request: Request) {
    state.withLock { $0.requests.append(request) }
    wakeUp.signal()
  }

  /// True when nothing is pending and, where asked for, the consumer has taken everything.
  func isDone(untilDrained: Bool) -> Bool {
    state.withLock { state in
      if state.ending != nil { return true }
      return state.pending.isEmpty && (!untilDrained || state.queue.state.isEmpty)
    }
  }

  func tell(_ notice: EventProducer.Notice) { onNotice(notice) }

  func tell(_ tokens: [UInt64], _ fate: EventProducer.Fate) {
    for token in tokens { onFate(token, fate) }
  }

  /// Gives up everything pending.
  func dropPending(_ reason: String) {
    tell(state.withLock { $0.pending.removeAll() }, .dropped(reason))
  }
}
