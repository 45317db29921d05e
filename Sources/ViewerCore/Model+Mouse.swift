import FuryWire
import TerminalInput

extension Model {
  mutating func take(_ report: MouseReport, raw: [UInt8], at now: Moment) -> [Effect] {
    if isHelpShown { return report.kind == .press ? closeHelp() : [] }
    switch report.button {
    case .wheelUp, .wheelDown:
      guard report.kind == .press, mayDrive(at: now) else { return [] }
      let weel = report.button == .wheelDown ? ZoomStep.outWeel : ZoomStep.inWeel
      return endGesture(at: now)
        + [send(FuryEvent(id: .wheel, weel: weel), from: .wheel, raw: raw, at: now)]
    case .wheelLeft, .wheelRight, .other:
      return []
    case .left, .middle, .right, .none:
      return drag(report, raw: raw, at: now)
    }
  }

  private mutating func drag(_ report: MouseReport, raw: [UInt8], at now: Moment) -> [Effect] {
    guard let placement else { return [] }
    if report.kind == .motion, report.button == .none, pointer.held.isEmpty {
      return follow(report, placement, at: now)
    }
    if report.kind == .press, !mayDrive(at: now) { return [] }
    let point = placement.point(of: report, unit: pointerUnit, cell: screen.cell)
    let steps = pointer.take(report, at: point)
    guard !steps.isEmpty else { return [] }
    let ended = endGesture(at: now)
    let effects = steps.map {
      send(event($0, modifiers: report.modifiers), from: .mouse, raw: raw, at: now)
    }
    if pointer.held.isEmpty {
      latchedCtrl = false
      latchedShift = false
    }
    return ended + effects + pick(steps)
  }

  /// An event of the mouse, with the modifiers that are held, reported or latched.
  func event(_ step: PointerTracker.Step, modifiers: Modifiers) -> FuryEvent {
    FuryEvent(
      id: step.id, x: step.point.x, y: step.point.y,
      ctrl: modifiers.contains(.ctrl) || latchedCtrl || heldCtrl,
      shift: modifiers.contains(.shift) || latchedShift || heldShift)
  }

  /// Whether this viewer drives; tells why not.
  mutating func mayDrive(at now: Moment) -> Bool {
    switch control {
    case .mine: return true
    case .other(let pid): tell("process \(pid) drives this scene; t takes control", at: now)
    case .released: tell("view only; t takes control", at: now)
    case .unavailable(let reason): tell(reason, at: now)
    }
    return false
  }
}
