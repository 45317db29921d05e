import Foundation
import Glibc
import TerminalLab
import TestSupport

/// `fury-tui serve` as a script starts it: links on standard output.
final class Served: Sendable {
  let process: ChildProcess
  /// The link that drives the scene, and the one that only shows it.
  let drive: String
  let watch: String

  /// - Parameter stream: how the stream is named, or the scene's process.
  init(_ stream: String, _ options: [String] = []) async throws {
    process = try ChildProcess(Program.furyTUI, ["serve", stream] + options)
    drive = try await process.line(0)
    watch = try await process.line(1)
  }

  /// An address of the server, with the token that drives.
  func address(_ path: String) -> String {
    let parts = drive.split(separator: "/?", maxSplits: 1)
    return parts[0] + path + "?token=" + drive.split(separator: "token=").last!
  }

  /// Ends it as ^C does; its exit status.
  func end() async throws -> ExitStatus {
    process.signal(SIGINT)
    return try await process.waitForExit()
  }
}
