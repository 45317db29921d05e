import Foundation
import Glibc

/// A real FURY 0.12 program, examples/fury_scene.py, running on an X server of its own.
///
/// It ends with the last reference, and what it may have left in /dev/shm goes too.
public final class FuryScene: Sendable {
  /// What the scene prints first: its process id and the names of its segments.
  public struct Names: Decodable, Sendable {
    public let pid: Int32
    public let info: String?
    public let images: [String]?
    public let headTail: String?
    public let queue: String?
    /// The camera's position at the start, three coordinates.
    public let camera: [Double]

    enum CodingKeys: String, CodingKey {
      case pid, info, images, queue, camera
      case headTail = "head_tail"
    }

    /// Every segment that has a name.
    public var all: [String] { (images ?? []) + [info, queue, headTail].compactMap { $0 } }
  }

  /// The scene's process id and segment names.
  public let names: Names
  private let folder: ScratchFolder
  private let process: ChildProcess

  /// Starts the scene and waits until its stream is open.
  ///
  /// - Parameter options: of examples/fury_scene.py, apart from --log; for example
  ///   `["surface", "--size", "800x600"]`.
  public init(_ options: [String] = []) async throws {
    folder = try ScratchFolder()
    process = try ChildProcess(
      PackageRoot.path + "/scripts/scene.sh", options + ["--log", folder.file("events.jsonl")],
      environment: ["FURY_TUI_PYTHON": PackageRoot.python])
    let line = try await process.line(0)
    names = try JSONDecoder().decode(Names.self, from: Data(line.utf8))
  }

  deinit {
    process.closeInput()
    for _ in 0..<250 where process.status == nil { usleep(20_000) }
    for name in names.all { unsafe shm_unlink("/" + name) }
  }

  /// Every event that the scene has handled so far.
  public func events() throws -> [HandledEvent] {
    let lines = (folder.text("events.jsonl") ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    return try lines.map { try JSONDecoder().decode(HandledEvent.self, from: Data($0.utf8)) }
  }

  /// Waits until the events handled so far fulfil `condition`, and returns them.
  public func events(
    _ what: String, until condition: ([HandledEvent]) -> Bool
  ) async throws -> [HandledEvent] {
    do {
      return try await awaited(what, within: .seconds(30)) {
        let all = try events()
        return condition(all) ? all : nil
      }
    } catch {
      throw TestFailure("\(error); handled: \(try events().map(\.row))")
    }
  }

  /// Kills the producer with SIGKILL, as the kernel does when memory is short, and waits until it
  /// is gone.
  public func kill() async throws {
    Glibc.kill(names.pid, SIGKILL)
    try await process.waitForExit()
  }
}
