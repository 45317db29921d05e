internal import FuryWire
internal import SharedMemory

extension EventPublisher {
  /// What has to be looked at now and then, pending events or not.
  func lookAround() {
    guard mailbox.withState({ $0.ending == nil }) else { return }
    followRepublished()
    do throws(StreamError) {
      try watch.check(queue.headTail.segment)
      if queue.isDamaged { throw .invalid("the memory of \(stream.name) was cut") }
      if !queue.state.isValid(maxSize: stream.flavour == .named ? queue.maxSize : .max) {
        // One look may meet a torn reset of FURY's consumer; what lasts is no queue.
        Clock.sleep(nanoseconds: 20_000_000)
        if !queue.state.isValid(maxSize: stream.flavour == .named ? queue.maxSize : .max) {
          throw .invalid("the queue of \(stream.name)")
        }
      }
    } catch {
      end(error)
      return
    }
    refreshControl()
  }

  private func end(_ error: StreamError) {
    mailbox.withState { $0.ending = "\(error)" }
    mailbox.dropPending("\(error)")
    mailbox.tell(.streamEnded("\(error)"))
  }

  /// Serves what callers asked for; true when the thread has to stop.
  func serveRequests() -> Bool {
    let requests = mailbox.withState { state in
      let requests = state.requests
      state.requests = []
      return requests
    }
    for request in requests {
      switch request {
      case .stop: return true
      case .takeControl: takeControl()
      case .releaseControl: mailbox.withState { $0.isGivingUp = $0.control == .mine }
      }
    }
    let isReady = mailbox.withState { $0.isGivingUp && $0.pending.isEmpty }
    if isReady {
      desk.release(queue)
      mailbox.withState { state in
        state.isGivingUp = false
        state.control = .free
      }
    }
    return false
  }

  private func takeControl() {
    guard desk.take(queue) else {
      // Another viewer is in the middle of publishing: a matter of microseconds.
      Clock.sleep(nanoseconds: 1_000_000)
      mailbox.request(.takeControl)
      return
    }
    farewell = PendingEvents()
    let isNew = mailbox.withState { state in
      defer { state.control = .mine }
      state.isGivingUp = false
      return state.control != .mine
    }
    if isNew { mailbox.tell(.controlGained) }
  }

  private func refreshControl() {
    let before = mailbox.control
    let now = desk.refresh(queue, isMine: before == .mine)
    settle(before, now)
  }

  /// Called with the advisory lock held, right before a batch: false when control is gone.
  func isStillMine() -> Bool {
    let now = desk.standing(queue.record, isMine: true)
    settle(.mine, now)
    return now == .mine
  }

  private func settle(_ before: EventProducer.Control, _ now: EventProducer.Control) {
    guard before != now else { return }
    mailbox.withState { $0.control = now }
    guard before == .mine, case .other(let pid) = now else { return }
    mailbox.dropPending("process \(pid) took control")
    for release in held.releases(at: Clock.wallMilliseconds()) {
      _ = try? farewell.append(release, token: nil)
    }
    mailbox.tell(.controlLost(pid: pid))
  }

  /// Opens the queue again where its owner, one of this project, has put new memory behind the
  /// names.
  private func followRepublished() {
    guard let headTail = stream.headTail, OwnNames.isOwn(headTail),
      Self.isUnlinked(queue.headTail) || Self.isUnlinked(queue.queue),
      let opened = try? QueueMemory(stream)
    else { return }
    queue = opened
    lastSlot = nil
    mailbox.withState { $0.queue = opened }
    if mailbox.control == .mine { _ = desk.take(opened) }
    mailbox.tell(.streamFollowed)
  }

  private static func isUnlinked(_ range: MemoryRange) -> Bool {
    (try? range.segment.status().links) == 0
  }
}
