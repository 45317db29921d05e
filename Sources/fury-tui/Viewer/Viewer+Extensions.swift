import FuryStream
import FuryWire
import SharedMemory
import ViewerCore

/// The segment `-ext` of this project's own renderer.
extension Viewer {
  /// How long an answer is waited for, in ms: a renderer that draws a large scene takes its time.
  private static let patience = 5000.0

  func startExtensions(_ producer: EventProducer) {
    extensions = ExtensionClient(stream, producer: producer)
    question = nil
    perform(.extensions(extensions?.capabilities ?? []))
  }

  func extend(_ command: ExtensionCommand) {
    // Another viewer may be in the ring just now, for microseconds.
    for _ in 0..<20 {
      if let number = extensions?.send(command) {
        pictures?.expectFrames()
        if case .pick = command {
          question = (number, PictureThread.now() + Self.patience)
        }
        return
      }
      Clock.sleep(nanoseconds: 500_000)
    }
    perform(.notice("the renderer takes no commands just now", at: Self.moment()))
  }

  /// Shows what was picked.
  func takeReply() {
    guard let asked = question else { return }
    if let reply = extensions?.reply(to: asked.number) {
      question = nil
      perform(.notice(SafeText.clean(reply, limit: 200), at: Self.moment()))
    } else if asked.until < PictureThread.now() {
      question = nil
    }
  }
}
