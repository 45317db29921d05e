import FoundationEssentials
import FuryStream
import KittyCoding
import Terminal
import ViewerCore

/// What the model wants done.
extension Viewer {
  /// Tells the model, and does what it wants.
  func perform(_ message: Message) {
    for effect in model.update(message) { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .send(let record):
      guard let producer else { return }
      travelling[record.token] = record
      window.input(at: PictureThread.now())
      pictures?.expectFrames()
      producer.post(record.event, token: record.token)
    case .extend(let command): extend(command)
    case .askUnderPointer(let point): ask(point)
    case .repaint:
      // Clearing the screen, which the text rows do next, does not remove images everywhere.
      if modes.traits.hasKittyGraphics { output.append(KittyCommand.deleteAll) }
      chrome?.invalidate()
    case .save: pictures?.save(to: Self.pictureName())
    case .takeControl: producer?.takeControl()
    case .releaseControl: producer?.releaseControl()
    case .nextStream: nextStream()
    case .suspend:
      guard EnvironmentSetting.text("FURY_TUI_NO_SUSPEND") == nil else {
        return perform(.notice("whoever started this viewer cannot suspend it", at: Self.moment()))
      }
      suspend()
    case .quit: ending = ending ?? .quit
    }
  }

  /// A name for a saved picture, in the current folder: the local date and time.
  private static func pictureName() -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date())
    func two(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
    return "fury-\(parts.year ?? 0)\(two(parts.month))\(two(parts.day))"
      + "-\(two(parts.hour))\(two(parts.minute))\(two(parts.second)).png"
  }

  /// Goes to the stream after this one among the live ones.
  private func nextStream() {
    let all = StreamDiscovery.live()
    let here = all.firstIndex { $0.info == stream.info }
    guard let next = here.map({ all[($0 + 1) % all.count] }) ?? all.first,
      next.info != stream.info
    else { return perform(.notice("there is no other live stream", at: Self.moment())) }
    do {
      _ = try FrameReader(next)
    } catch {
      return perform(.notice("\(error)", at: Self.moment()))
    }
    do {
      perform(.leaving(Self.moment()))
      stopStream()
      stream = next
      try startStream()
      perform(.disturbed)
    } catch {
      ending = .failed((error as? StreamError).map(Failure.init) ?? Failure("\(error)"))
    }
  }
}
