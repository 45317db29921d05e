import Foundation
import Glibc

/// A Wayland compositor, weston, in a window on an X display: what happens to the pointer and the
/// keyboard there reaches the Wayland programs in it.
public final class Weston: Sendable {
  /// The display that its window is on.
  public let display: XDisplay
  /// Its output, at the screen's top left corner, where windows are without a window manager.
  let box: Pixels.Box
  private let process: ChildProcess
  private let runtime: ScratchFolder
  private static let socket = "wayland-test"

  /// Starts a compositor with one output of `width` x `height` pixels, without panel, at the
  /// screen's top left corner.
  public init(
    on display: XDisplay, width: Int, height: Int, folder: ScratchFolder,
    environment: [String: String?]
  ) async throws {
    self.display = display
    box = Pixels.Box(x: 0, y: 0, width: width, height: height)
    runtime = try ScratchFolder()
    let config = try folder.write("weston.ini", "[shell]\npanel-position=none\nlocking=false\n")
    process = try ChildProcess(
      "weston",
      [
        "--backend=x11-backend.so", "--use-pixman", "--width=\(width)", "--height=\(height)",
        "--idle-time=0", "--socket=\(Self.socket)", "--config=\(config)",
        "--log=\(folder.file("weston.log"))",
      ],
      environment: environment.merging(display.environment) { $1 }
        .merging(["XDG_RUNTIME_DIR": runtime.path]) { $1 },
      emptyInput: true)
    let socket = runtime.file(Self.socket)
    try await eventually("weston listens") {
      if let status = process.status {
        throw TestFailure("weston: \(status): \(process.errors.text)")
      }
      return FileManager.default.fileExists(atPath: socket)
    }
    // weston starts with a pointer of its own somewhere, which follows the X server's by distances
    // and stops at edges: from corner to corner, the two meet.
    let pointer = Pointer(display)
    try await pointer.move(width - 1, height - 1)
    try await pointer.move(0, 0)
  }

  /// What a program needs in its environment to open windows here.
  var environment: [String: String?] {
    ["WAYLAND_DISPLAY": Self.socket, "XDG_RUNTIME_DIR": runtime.path, "DISPLAY": nil]
  }

  /// What it complained about.
  var complaints: String { process.errors.text }
}
