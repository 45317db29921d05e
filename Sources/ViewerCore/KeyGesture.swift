import FuryWire
import Glibc

/// Drags made by keys: FURY's protocol has no keys, so orbit, pan and roll are mouse gestures about
/// the centre.
///
/// Keys that follow each other closely continue one drag: its moves then merge on the way, so that
/// a held key never runs ahead of the scene. The drag ends when no key has come for ``linger``, or
/// when something else begins.
struct KeyGesture: Sendable, Equatable {
  enum Kind: Sendable, Equatable { case orbit, pan, roll }

  /// Milliseconds without a key after which the button is released.
  static let linger = 150.0
  /// VTK's trackball turns 200 degrees for a drag over the whole window (motion factor 10, 20
  /// degrees).
  static let orbitPerDegree = 1.0 / 200
  /// A drag further than this from the centre is ended and begun anew.
  static let reach = 0.45
  /// Rolling follows the angle about the centre, on a circle of this part of the height.
  static let rollRadius = 0.3

  private(set) var kind: Kind
  private(set) var point: PicturePoint
  private var angle = 0.0
  private(set) var deadline: Double

  var ctrl: Bool { kind == .roll }
  var shift: Bool { kind == .pan }

  init(_ kind: Kind, aspect: Double, at now: Double) {
    self.kind = kind
    deadline = now + Self.linger
    point = PicturePoint(x: 0.5, y: 0.5)
    if kind == .roll { point = rollPoint(aspect: aspect) }
  }

  /// Moves by a part of the picture's width and height, or by degrees in `dx` for a roll. False
  /// where the reach is exceeded, and nothing was done.
  mutating func move(dx: Double, dy: Double, aspect: Double, at now: Double) -> Bool {
    var next = self
    next.deadline = now + Self.linger
    if kind == .roll {
      next.angle += dx
      next.point = next.rollPoint(aspect: aspect)
    } else {
      next.point.x += dx
      next.point.y += dy
      let reached = max(abs(next.point.x - 0.5), abs(next.point.y - 0.5))
      guard reached <= Self.reach else { return false }
    }
    self = next
    return true
  }

  private func rollPoint(aspect: Double) -> PicturePoint {
    let radians = angle * .pi / 180
    return PicturePoint(
      x: 0.5 + Self.rollRadius * cos(radians) / max(aspect, 0.01),
      y: 0.5 - Self.rollRadius * sin(radians))
  }
}
