import FuryWire
import Raster

extension Model {
  /// Continues the drag that keys make, or begins one.
  mutating func move(
    _ kind: KeyGesture.Kind, dx: Double, dy: Double, raw: [UInt8], at now: Moment
  ) -> [Effect] {
    // While a button is held the hand drives.
    guard pointer.held.isEmpty, mayDrive(at: now) else { return [] }
    var effects: [Effect] = []
    let aspect = frame.map { Double($0.width) / Double(max(1, $0.height)) } ?? 1
    if var drag = gesture, drag.kind == kind,
      drag.move(dx: dx, dy: dy, aspect: aspect, at: now.monotonic)
    {
      gesture = drag
    } else {
      effects += endGesture(at: now)
      var drag = KeyGesture(kind, aspect: aspect, at: now.monotonic)
      effects.append(send(event(.leftPress, of: drag), from: .key, raw: raw, at: now))
      _ = drag.move(dx: dx, dy: dy, aspect: aspect, at: now.monotonic)
      gesture = drag
    }
    if let gesture {
      effects.append(send(event(.move, of: gesture), from: .key, raw: raw, at: now))
    }
    return effects
  }

  /// Releases the button of a drag that keys made.
  mutating func endGesture(at now: Moment) -> [Effect] {
    guard let drag = gesture else { return [] }
    gesture = nil
    return [send(event(.leftRelease, of: drag), from: .key, at: now)]
  }

  private func event(_ id: EventID, of drag: KeyGesture) -> FuryEvent {
    FuryEvent(id: id, x: drag.point.x, y: drag.point.y, ctrl: drag.ctrl, shift: drag.shift)
  }
}
