import Glibc

/// A terminal that is an X program with a window of its own.
public protocol XTerminalWindow: TerminalWindow {
  /// The window.
  var window: XWindow { get }
}

extension XTerminalWindow {
  public var display: XDisplay { window.display }

  public var status: ExitStatus? { window.process.status }

  public var complaints: String { window.process.errors.text }

  public func close() async throws {
    window.process.signal(SIGTERM)
    try await window.process.waitForExit()
  }

  public func screenshot(_ path: String) async throws { try await window.screenshot(path) }
}

/// The window that a program has opened on a display.
public struct XWindow: Sendable {
  /// The display.
  public let display: XDisplay
  /// The program.
  let process: ChildProcess

  /// The window with its inside borders, in screen pixels.
  public func box() async throws -> Pixels.Box {
    let geometry = try await display.xdotool(["getwindowgeometry", "--shell", try await id()])
    var values: [String: Int] = [:]
    for line in geometry.split(separator: "\n") {
      let parts = line.split(separator: "=")
      if parts.count == 2 { values[String(parts[0])] = Int(parts[1]) }
    }
    guard let x = values["X"], let y = values["Y"], let width = values["WIDTH"],
      let height = values["HEIGHT"]
    else { throw TestFailure("no geometry: \(geometry)") }
    return Pixels.Box(x: x, y: y, width: width, height: height)
  }

  /// Gives it a new size in pixels, as a user does at its corner.
  public func resize(width: Int, height: Int) async throws {
    try await display.xdotool(["windowsize", try await id(), "\(width)", "\(height)"])
  }

  /// Saves it as the PNG file `path`.
  public func screenshot(_ path: String) async throws {
    try await Command.run(
      "import", ["-silent", "-window", try await id(), path], environment: display.environment)
  }

  /// The X id of the window, waited for: programs take a moment to open theirs.
  private func id() async throws -> String {
    var failure: any Error = TestFailure("process \(process.pid) has no window")
    for _ in 0..<200 where process.status == nil {
      do {
        let found = try await display.xdotool([
          "search", "--onlyvisible", "--pid", "\(process.pid)",
        ])
        if let window = found.split(separator: "\n").first { return String(window) }
      } catch {
        failure = error
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw failure
  }
}
