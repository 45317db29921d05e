import FuryStream
import FuryWire
import SharedMemory
import Terminal
import ViewerCore

/// A question for what is drawn at a place.
struct PickQuestion {
  /// The command's number.
  let number: Int32
  /// When no answer is waited for any more, on the monotonic clock in ms.
  let until: Double
  /// The pointer is only there, and has not clicked: the answer goes where it disturbs nobody.
  let isUnderPointer: Bool
}

/// The segment `-ext` of this project's own renderer.
extension Viewer {
  /// How long an answer is waited for, in ms: a renderer that draws a large scene takes its time.
  private static let patience = 5000.0
  /// The same while the pointer only passes by.
  private static let passingPatience = 2000.0

  func startExtensions(_ producer: EventProducer) {
    extensions = ExtensionClient(stream, producer: producer)
    question = nil
    let offered = extensions?.capabilities ?? []
    perform(.extensions(offered))
    follow(pointer: offered.contains(.pick))
  }

  func stopExtensions() {
    extensions = nil
    question = nil
    perform(.extensions([]))
    follow(pointer: false)
  }

  /// Only where somebody answers is the terminal asked to report every motion.
  private func follow(pointer isFollowed: Bool) {
    guard modes.followsPointer != isFollowed else { return }
    modes.followsPointer = isFollowed
    if !isAway { output.append(Array(TerminalModes.pointer(isFollowed: isFollowed).utf8)) }
  }

  func extend(_ command: ExtensionCommand) {
    // Another viewer may be in the ring just now, for microseconds.
    for _ in 0..<20 {
      if let number = extensions?.send(command) {
        if command.needsControl {
          pictures?.expectFrames()
        } else {
          ask(number, isUnderPointer: false)
        }
        return
      }
      Clock.sleep(nanoseconds: 500_000)
    }
    perform(.notice("the renderer takes no commands just now", at: Self.moment()))
  }

  /// Asks what is under the pointer, unless a click waits for its answer.
  func ask(_ point: PicturePoint) {
    if question == nil, let number = extensions?.send(.pick(x: point.x, y: point.y)) {
      ask(number, isUnderPointer: true)
    } else {
      perform(.underPointer(nil, at: Self.moment()))
    }
  }

  private func ask(_ number: Int32, isUnderPointer: Bool) {
    let replaced = question
    question = PickQuestion(
      number: number,
      until: PictureThread.now() + (isUnderPointer ? Self.passingPatience : Self.patience),
      isUnderPointer: isUnderPointer)
    if replaced?.isUnderPointer == true { perform(.underPointer(nil, at: Self.moment())) }
  }

  /// Shows what was picked.
  func takeReply() {
    guard let asked = question else { return }
    let reply = extensions?.reply(to: asked.number)
    guard reply != nil || asked.until < PictureThread.now() else { return }
    question = nil
    if asked.isUnderPointer {
      let found = reply == ExtensionCommand.nothingThere ? nil : reply
      perform(.underPointer(found, at: Self.moment()))
    } else if let reply {
      perform(.notice(SafeText.clean(reply, limit: 200), at: Self.moment()))
    }
  }
}
