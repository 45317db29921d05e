import FuryWire

/// What a key does.
enum KeyAction: Sendable, Hashable {
  /// Degrees; positive as the scene follows a hand that moves right and down.
  case orbit(right: Double, down: Double)
  /// Parts of the picture's size.
  case pan(right: Double, down: Double)
  /// Degrees, anticlockwise.
  case roll(Double)
  case zoomIn, zoomOut
  case latchCtrl, latchShift
  /// What only a producer with extensions can do, and what to call it.
  case extended(ExtensionCommand, String)
  case pause, statistics, events, nextRenderer, colors, dither, scale, save
  case viewOnly, takeControl, nextStream
  case redraw, suspend, help, quit
  case escape
}
