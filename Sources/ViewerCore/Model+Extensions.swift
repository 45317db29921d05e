import FuryWire
import Raster

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
