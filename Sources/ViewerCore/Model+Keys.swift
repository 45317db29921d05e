import FuryWire
import Pacing
import Raster
import TerminalInput

extension Model {
  mutating func take(_ key: KeyEvent, raw: [UInt8], at now: Moment) -> [Effect] {
    if case .modifier(let modifier) = key.key {
      let isDown = key.action != .release
      if modifier == .ctrl { heldCtrl = isDown }
      if modifier == .shift { heldShift = isDown }
      return []
    }
    guard key.action != .release else { return [] }
    let action = KeyMap.action(for: key)
    if isHelpShown {
      return key == KeyEvent("c", .ctrl) ? [.quit] : action == .suspend ? [.suspend] : closeHelp()
    }
    guard let action else { return [] }
    return perform(action, raw: raw, at: now)
  }

  private mutating func perform(_ action: KeyAction, raw: [UInt8], at now: Moment) -> [Effect] {
    switch action {
    case .orbit(let right, let down):
      let part = KeyGesture.orbitPerDegree
      return move(.orbit, dx: right * part, dy: down * part, raw: raw, at: now)
    case .pan(let right, let down): return move(.pan, dx: right, dy: down, raw: raw, at: now)
    case .roll(let degrees): return move(.roll, dx: degrees, dy: 0, raw: raw, at: now)
    case .zoomIn: return zoom(ZoomStep.inWeel, raw: raw, at: now)
    case .zoomOut: return zoom(ZoomStep.outWeel, raw: raw, at: now)
    case .latchCtrl: latchedCtrl.toggle()
    case .latchShift: latchedShift.toggle()
    case .escape: (latchedCtrl, latchedShift) = (false, false)
    case .extended(let command, let what): return extend(command, what, at: now)
    case .pause:
      isPaused.toggle()
      generation += 1
    case .statistics:
      isStatisticsShown.toggle()
      return repaint()
    case .events:
      areEventsShown.toggle()
      return repaint()
    case .nextRenderer: return nextRenderer(at: now)
    case .colors: nextColors(at: now)
    case .dither: nextDither(at: now)
    case .scale: nextScale(at: now)
    case .save: return [.save]
    case .viewOnly: return viewOnly(at: now)
    case .takeControl: return takeControl(at: now)
    case .nextStream: return [.nextStream]
    case .redraw: return repaint()
    case .suspend: return [.suspend]
    case .help:
      // The text rows' drawing takes the picture's rows for blank: without a clear it would shine
      // through.
      isHelpShown = true
      return endGesture(at: now) + repaint()
    case .quit: return [.quit]
    }
    return []
  }

  /// Closes the help; the picture under it must be sent again.
  mutating func closeHelp() -> [Effect] {
    isHelpShown = false
    return repaint()
  }

  private mutating func zoom(_ weel: Double, raw: [UInt8], at now: Moment) -> [Effect] {
    guard mayDrive(at: now) else { return [] }
    return endGesture(at: now)
      + [send(FuryEvent(id: .wheel, weel: weel), from: .key, raw: raw, at: now)]
  }

  private mutating func nextRenderer(at now: Moment) -> [Effect] {
    guard renderers.count > 1, let i = renderers.firstIndex(of: renderer) else {
      tell("this terminal shows \(renderer.rawValue) only", at: now)
      return []
    }
    renderer = renderers[(i + 1) % renderers.count]
    tell("renderer: \(renderer.rawValue)", at: now)
    return repaint()
  }

  private mutating func nextColors(at now: Moment) {
    let steps = [256, 128, 64, 32, 16].filter { $0 <= mostColors || $0 == 16 }
    colors = Self.next(after: colors, in: steps)
    tell("colours: \(colors.map { "\(min($0, mostColors))" } ?? Self.automatic)", at: now)
  }

  private mutating func nextDither(at now: Moment) {
    let kinds = Dither.allCases.filter { $0 != .automatic }
    dither = Self.next(after: dither, in: kinds)
    tell("dithering: \(dither?.rawValue ?? Self.automatic)", at: now)
  }

  private mutating func nextScale(at now: Moment) {
    scale = Self.next(after: scale, in: PictureScale.allCases)
    tell("scale: \(scale?.rawValue ?? Self.automatic)", at: now)
  }

  private static let automatic = "as the connection allows"

  /// The choice after `choice`: first none, then all, then none again.
  private static func next<T: Equatable>(after choice: T?, in all: [T]) -> T? {
    guard let choice else { return all.first }
    return all.firstIndex(of: choice).flatMap { $0 + 1 < all.count ? all[$0 + 1] : nil }
  }

  private mutating func viewOnly(at now: Moment) -> [Effect] {
    switch control {
    case .mine:
      let released = releaseEverything(at: now, origin: .key)
      control = .released
      tell("view only; t takes control", at: now)
      return released + [.releaseControl]
    case .released: return takeControl(at: now)
    case .other, .unavailable: _ = mayDrive(at: now)
    }
    return []
  }

  private mutating func takeControl(at now: Moment) -> [Effect] {
    switch control {
    case .mine: tell("this viewer drives already", at: now)
    case .other, .released: return [.takeControl]
    case .unavailable(let reason): tell(reason, at: now)
    }
    return []
  }
}
