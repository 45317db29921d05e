import FuryWire
import TerminalInput

extension Model {
  /// Takes what happened in; returns what is to be done about it. Never fails.
  public mutating func update(_ message: Message) -> [Effect] {
    respond(to: message) + fitPictures()
  }

  private mutating func respond(to message: Message) -> [Effect] {
    switch message {
    case .input(let input, let now): return take(input, at: now)
    case .tick(let now): return tick(now)
    case .screen(let geometry):
      guard geometry != screen else { return [] }
      screen = geometry
      return repaint()
    case .frame(let size): frame = size
    case .fate(let token, let fate):
      if let i = recent.lastIndex(where: { $0.token == token }) { recent[i].fate = fate }
    case .control(let control): self.control = control
    case .extensions(let offered):
      extensions = offered
      askedSize = nil
      underPointer = nil
      pointerQuestions = PointerQuestions()
    case .underPointer(let text, let now): return answer(text, at: now)
    case .statistics(let statistics): self.statistics = statistics
    case .notice(let text, let now): tell(text, at: now)
    case .disturbed: return repaint()
    case .leaving(let now): return releaseEverything(at: now, origin: .focus)
    }
    return []
  }

  private mutating func take(_ input: Input, at now: Moment) -> [Effect] {
    switch input.event {
    case .key(let key): return take(key, raw: input.raw, at: now)
    case .mouse(let report): return take(report, raw: input.raw, at: now)
    case .focus(false):
      heldCtrl = false
      heldShift = false
      return releaseEverything(at: now, origin: .focus)
    case .focus(true):
      // Some terminals lose pictures while they are covered.
      generation += 1
    case .paste: tell("pasted text is ignored", at: now)
    case .reply: break  // the terminal's, for the shell
    }
    return []
  }

  private mutating func tick(_ now: Moment) -> [Effect] {
    if let notice, notice.until <= now.monotonic { self.notice = nil }
    let questions = askUnderPointer(at: now)
    guard let gesture, gesture.deadline <= now.monotonic else { return questions }
    return endGesture(at: now) + questions
  }

  /// Everything on the screen is lost, or has moved.
  mutating func repaint() -> [Effect] {
    generation += 1
    return [.repaint]
  }

  mutating func tell(_ text: String, at now: Moment) {
    notice = (SafeText.clean(text, limit: 200), now.monotonic + Self.noticeTime)
  }

  /// Hands an event on, and remembers it for the event pane.
  mutating func send(
    _ event: FuryEvent, from origin: EventRecord.Origin, raw: [UInt8] = [], at now: Moment
  ) -> Effect {
    underPointer = nil
    var event = event
    event.userTimestamp = now.wall
    let record = EventRecord(
      token: nextToken, time: now.wall, origin: origin, event: event, raw: raw)
    nextToken += 1
    recent.append(record)
    if recent.count > Self.recentLimit { recent.removeFirst() }
    return .send(record)
  }

  /// Releases held buttons and ends a drag made by keys.
  mutating func releaseEverything(at now: Moment, origin: EventRecord.Origin) -> [Effect] {
    let drag = endGesture(at: now)
    let steps = pointer.releaseAll()
    return drag + steps.map { send(event($0, modifiers: []), from: origin, at: now) }
  }
}
