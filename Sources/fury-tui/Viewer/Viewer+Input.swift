import Terminal
import TerminalInput
import ViewerCore

/// From the terminal's bytes to the model.
extension Viewer {
  func readInput() {
    guard !isAway else { return }
    while let bytes = device.read() {
      let now = Self.moment()
      if bytes.isEmpty { return }
      for input in parser.next(bytes) { take(input, at: now) }
      escapeAt = parser.awaitsEscape ? now.monotonic : nil
      if ending != nil || isAway { return }
    }
    // The terminal is gone: there is nobody left to tell.
    ending = ending ?? .quit
  }

  func take(_ input: Input, at now: Moment) {
    if case .reply(let reply) = input.event {
      take(reply, at: now)
    } else {
      perform(.input(input, at: now))
    }
  }

  /// Replies to what was asked; whatever else comes in the shape of a reply is nothing.
  private func take(_ reply: Reply, at now: Moment) {
    switch reply {
    case .status:
      guard pacer.inFlight > 0 else { return }
      window.acknowledged(after: pacer.acknowledged(at: now.monotonic), at: now.monotonic)
    case .deviceAttributes where sizeQuestions > 0:
      probe.note(reply)
      sizeQuestions -= 1
      if sizeQuestions == 0 { perform(.screen(geometry())) }
    case .graphics(item: 1, status: 0, let values) where modes.originalRegisters != nil:
      if let count = values.first { model.mostColors = min(max(2, count), 256) }
    case .graphics, .window:
      if sizeQuestions > 0 || !probe.isComplete { probe.note(reply) }
    case .deviceAttributes where !probe.isComplete:
      probe.note(reply)
      answeredLate()
    case .version, .mode, .keyboardFlags:
      if !probe.isComplete { probe.note(reply) }
    default: break
    }
  }

  /// The last answer to the probe came after the waiting had ended, over a slow link: what it
  /// offers is used from now.
  private func answeredLate() {
    settle()
    perform(.screen(geometry()))
    useTraits()
    perform(.disturbed)
  }
}
