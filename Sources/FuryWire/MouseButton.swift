/// A mouse button in FURY's numbering, which is that of the browser's `MouseEvent.button`.
public enum MouseButton: Int, CaseIterable, Sendable {
  case left = 0
  case middle, right
}
