/// An X server without a screen (Xvfb), on a display that was free, ended with the last reference.
///
/// No window manager runs on it: windows lie where they ask to, without frames, and the keyboard
/// goes to the window under the pointer.
public final class XDisplay: Sendable {
  /// The display's name, as $DISPLAY has it.
  public let name: String
  private let server: ChildProcess

  /// Starts a server with one screen of `width` x `height` pixels, 24 bits deep.
  public init(width: Int = 1000, height: Int = 800) async throws {
    // -noreset: else the server starts afresh whenever its last client leaves, under the next one.
    server = try ChildProcess(
      "Xvfb",
      [
        "-displayfd", "1", "-screen", "0", "\(width)x\(height)x24", "-nolisten", "tcp", "-noreset",
      ],
      emptyInput: true)
    name = ":" + (try await server.line(0))
  }

  /// What a program needs in its environment to open windows here.
  public var environment: [String: String?] { ["DISPLAY": name] }

  /// Runs xdotool(1) on the display and returns what it printed.
  @discardableResult
  public func xdotool(_ arguments: [String]) async throws -> String {
    let output = try await Command.run("xdotool", arguments, environment: environment)
    return String(decoding: output, as: UTF8.self)
  }
}
