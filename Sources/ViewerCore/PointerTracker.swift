import FuryWire
import Raster
import TerminalInput

/// Follows the mouse's buttons, so that every press that reaches the scene is followed by its
/// release.
///
/// Terminals lose releases: when the focus goes, when a pane is switched, when the pointer is
/// outside. A release is then made up at the last known point. A drag that begins outside the
/// picture is none of the scene's.
struct PointerTracker: Sendable, Equatable {
  /// The buttons that the scene believes are held, in the order in which they were pressed.
  private(set) var held: [MouseButton] = []
  private(set) var last = PicturePoint(x: 0.5, y: 0.5)

  /// A step of a gesture: an event's identity and place; modifiers and time are the caller's.
  struct Step: Sendable, Equatable {
    var id: EventID
    var point: PicturePoint
  }

  /// Takes a report of a button or a motion (wheels are the caller's) at `point`, not yet clamped.
  mutating func take(_ report: MouseReport, at point: PicturePoint) -> [Step] {
    if report.leftWindow { return [] }
    switch report.kind {
    case .press: return press(report.button, at: point)
    case .motion: return motion(report.button, at: point)
    case .release:
      // X10 does not say which button was released.
      guard let button = Self.button(report.button) else { return releaseAll(at: point.clamped) }
      return held.contains(button) ? [release(button, at: point.clamped)] : []
    }
  }

  /// Releases whatever is held, where the pointer was last seen.
  mutating func releaseAll() -> [Step] { releaseAll(at: last) }

  private mutating func press(_ reported: MouseReport.Button, at point: PicturePoint) -> [Step] {
    guard let button = Self.button(reported), point.isInside else { return [] }
    // Pressed again without a release: the release was lost.
    let lost = held.contains(button) ? [release(button, at: last)] : []
    held.append(button)
    last = point
    return lost + [Step(id: EventID(button: button, pressed: true), point: point)]
  }

  private mutating func motion(_ reported: MouseReport.Button, at point: PicturePoint) -> [Step] {
    guard !held.isEmpty else { return [] }
    if reported == .none { return releaseAll(at: point.clamped) }
    guard let button = Self.button(reported), held.contains(button), point.clamped != last else {
      return []
    }
    last = point.clamped
    return [Step(id: .move, point: last)]
  }

  private mutating func releaseAll(at point: PicturePoint) -> [Step] {
    held.map { release($0, at: point) }
  }

  private mutating func release(_ button: MouseButton, at point: PicturePoint) -> Step {
    held.removeAll { $0 == button }
    last = point
    return Step(id: EventID(button: button, pressed: false), point: point)
  }

  private static func button(_ reported: MouseReport.Button) -> MouseButton? {
    switch reported {
    case .left: .left
    case .middle: .middle
    case .right: .right
    default: nil
    }
  }
}
