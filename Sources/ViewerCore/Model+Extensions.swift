import FuryWire
import Raster
import TerminalInput

/// What this project's own renderer offers beyond FURY's protocol.
extension Model {
  mutating func extend(
    _ command: ExtensionCommand, _ what: String, at now: Moment
  ) -> [Effect] {
    guard extensions.contains(command.capability) else {
      tell("\(what): not offered by this producer", at: now)
      return []
    }
    guard mayDrive(at: now) else { return [] }
    return endGesture(at: now) + [.extend(command)]
  }

  /// Asks for pictures of the size that the screen has for them, so that they are shown one to one;
  /// who only watches does not ask.
  mutating func fitPictures() -> [Effect] {
    guard extensions.contains(.resize), control == .mine else {
      askedSize = nil
      return []
    }
    guard let room = pictureRoom, room != askedSize else { return [] }
    askedSize = room
    return [.extend(.resize(width: room.width, height: room.height))]
  }

  /// The pixels of the screen that a picture may cover.
  private var pictureRoom: PixelSize? {
    guard let area = pictureArea else { return nil }
    let side = Placement.largestSide
    var room = PixelSize(
      width: min(side, area.columns * screen.cell.width),
      height: min(side, area.rows * screen.cell.height))
    if renderer == .sixel, let most = screen.largestImage {
      room.width = max(1, min(room.width, most.width))
      room.height = max(1, min(room.height, most.height))
    }
    return room
  }

  /// The pointer moves with no button held: what is under it is asked, where the producer answers.
  mutating func follow(
    _ report: MouseReport, _ placement: Placement, at now: Moment
  ) -> [Effect] {
    guard extensions.contains(.pick) else { return [] }
    let point = placement.point(of: report, unit: pointerUnit, cell: screen.cell)
    let isInside = point.isInside && !report.leftWindow
    if !isInside { underPointer = nil }
    pointerQuestions.moved(to: isInside ? point : nil)
    return askUnderPointer(at: now)
  }

  mutating func askUnderPointer(at now: Moment) -> [Effect] {
    pointerQuestions.next(at: now.monotonic).map { [.askUnderPointer($0)] } ?? []
  }

  /// The producer's words for what is under the pointer; nil: nothing, or no answer.
  mutating func answer(_ text: String?, at now: Moment) -> [Effect] {
    underPointer = text.map { SafeText.clean($0, limit: 200) }
    pointerQuestions.answered(at: now.monotonic)
    return askUnderPointer(at: now)
  }

  /// A click of the left button asks what is there.
  mutating func pick(_ steps: [PointerTracker.Step]) -> [Effect] {
    var effects: [Effect] = []
    for step in steps {
      switch step.id {
      case .leftPress: clickStart = step.point
      case .leftRelease:
        if let point = clickStart, point == step.point, extensions.contains(.pick) {
          effects.append(.extend(.pick(x: point.x, y: point.y)))
        }
        clickStart = nil
      default: clickStart = nil
      }
    }
    return effects
  }
}
