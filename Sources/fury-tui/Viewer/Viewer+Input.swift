import Pacing
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
    case .status: acknowledge(at: now)
    case .graphicsReply(let id, let ok, let text):
      if !isSettled { probe.note(reply) }
      takeGraphicsReply(id: id, ok: ok, text: text, at: now)
    case .deviceAttributes where !isSettled:
      probe.note(reply)
      answeredLate()
    case .deviceAttributes where sizeQuestions > 0:
      // Taken at once, also while a newer question is open: its answer may be lost.
      sizeQuestions -= 1
      probe.note(reply)
      perform(.screen(geometry()))
      describeTerminal()
    case .graphics(item: 1, status: 0, let values) where modes.originalRegisters != nil:
      if let count = values.first { model.mostColors = min(max(2, count), 256) }
    case .graphics, .window:
      if sizeQuestions > 0 || !isSettled { probe.note(reply) }
    case .version, .mode, .keyboardFlags:
      if !isSettled { probe.note(reply) }
    default: break
    }
  }

  /// The terminal has taken a frame.
  func acknowledge(at now: Moment) {
    guard case .frame(let time) = pacer.acknowledged(at: now.monotonic) else { return }
    window.acknowledged(after: time, at: now.monotonic)
    quality.adapt(to: pacer.link, at: now.monotonic)
  }

  /// The last answer to the probe came after the waiting had ended, over a slow link: what it
  /// offers is used from now.
  private func answeredLate() {
    isSettled = true
    settle()
    perform(.screen(geometry()))
    useTraits()
    perform(.disturbed)
  }
}
