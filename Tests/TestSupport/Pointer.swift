/// The mouse of an X display; positions are in screen pixels from the top left corner.
public struct Pointer: Sendable {
  /// A mouse button as X numbers them.
  public enum Button: Int, Sendable {
    case left = 1
    case middle, right, wheelUp, wheelDown
  }

  private let display: XDisplay

  /// The mouse of `display`.
  public init(_ display: XDisplay) {
    self.display = display
  }

  /// Moves to a pixel. The server does what it is asked to in turn, so later clicks are there.
  public func move(_ x: Int, _ y: Int) async throws {
    try await display.xdotool(["mousemove", "\(x)", "\(y)"])
  }

  /// Presses a button and holds it.
  public func press(_ button: Button = .left) async throws {
    try await display.xdotool(["mousedown", "\(button.rawValue)"])
  }

  /// Lets a button go.
  public func release(_ button: Button = .left) async throws {
    try await display.xdotool(["mouseup", "\(button.rawValue)"])
  }

  /// Presses and releases a button; for a wheel button that is one notch.
  public func click(_ button: Button = .left) async throws {
    try await display.xdotool(["click", "\(button.rawValue)"])
  }

  /// Presses at the first point, moves through the others in turn, and releases at the last.
  public func drag(_ button: Button = .left, through points: [(x: Int, y: Int)]) async throws {
    try await move(points[0].x, points[0].y)
    try await press(button)
    for point in points.dropFirst() {
      try await move(point.x, point.y)
    }
    try await release(button)
  }
}
