import CFuryVTK
public import FuryWire

extension SceneEngine {
  /// Does what an event of FURY's queue asks for, as FURY's own interaction does it: `x` and `y`
  /// are fractions of the present window with y from the top, a wheel divides the view angle.
  ///
  /// Coordinates outside 0…1 are taken, ones that are no numbers are not. Draws nothing.
  public func handle(_ event: FuryEvent) {
    guard event.id != .wheel else {
      return zoom(by: ZoomStep.pairedFactor(ofWeel: event.weel))
    }
    guard let pixel = pixel(x: event.x, y: event.y) else { return }
    unsafe fury_vtk_pointer(
      handle, event.id.action, pixel.x, pixel.y, event.ctrl ? 1 : 0, event.shift ? 1 : 0)
  }

  /// Calls the scene's timers that are due at `now`, nanoseconds of the steady clock.
  public func runTimers(now: Int64) {
    unsafe fury_vtk_run_timers(handle, Double(now) / 1_000_000)
  }

  /// When the scene's next timer is due, nanoseconds of the steady clock; nil when it has none.
  public var nextTimer: Int64? {
    let next = unsafe fury_vtk_next_timer(handle)
    return next < 0 ? nil : Int64(next * 1_000_000)
  }

  /// VTK's pixel, y from the bottom; far outside is bounded so that it fits a number.
  private func pixel(x: Double, y: Double) -> (x: Int32, y: Int32)? {
    guard x.isFinite, y.isFinite else { return nil }
    let (x, y) = (min(max(x, -100), 100), min(max(y, -100), 100))
    return (
      Int32(x * Double(size.width)), Int32(size.height) - Int32(y * Double(size.height))
    )
  }
}

extension EventID {
  fileprivate var action: FuryPointerAction {
    switch self {
    case .wheel, .move: FURY_POINTER_MOVE
    case .leftPress: FURY_LEFT_PRESS
    case .leftRelease: FURY_LEFT_RELEASE
    case .middlePress: FURY_MIDDLE_PRESS
    case .middleRelease: FURY_MIDDLE_RELEASE
    case .rightPress: FURY_RIGHT_PRESS
    case .rightRelease: FURY_RIGHT_RELEASE
    }
  }
}
