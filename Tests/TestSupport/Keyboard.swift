/// The keyboard of an X display. Without a window manager it types into the window under the
/// pointer.
public struct Keyboard: Sendable {
  private let display: XDisplay

  /// The keyboard of `display`.
  public init(_ display: XDisplay) {
    self.display = display
  }

  /// Types one key, named as X does: "q", "Left", "shift+Right".
  public func type(_ key: String) async throws {
    try await display.xdotool(["key", key])
  }

  /// Holds a key, such as "shift", while `body` runs.
  public func hold(_ key: String, _ body: () async throws -> Void) async throws {
    try await display.xdotool(["keydown", key])
    do {
      try await body()
    } catch {
      _ = try? await display.xdotool(["keyup", key])
      throw error
    }
    try await display.xdotool(["keyup", key])
  }
}
