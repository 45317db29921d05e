public import Foundation
import Glibc

/// A Python process that a test owns: one JSON object a line in, one a line out.
///
/// The interpreter is `$FURY_TUI_PYTHON`, else `.venv/bin/python` in the package. The process ends
/// with this object. Used by one thread at a time, on whichever it is.
public final class PythonPeer: @unchecked Sendable {
  /// Why there is no answer.
  public struct Failure: Error, CustomStringConvertible {
    /// What happened.
    public let description: String
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer: [UInt8] = []

  /// Starts `script` and waits until it says that it is ready.
  public init(_ script: URL, arguments: [String] = []) throws {
    signal(SIGPIPE, SIG_IGN)
    process.executableURL = PythonInterpreter.url
    process.arguments = ["-W", "ignore", script.path] + arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let hello = try read(seconds: 120)
    guard hello["ready"] as? Bool == true else {
      throw Failure(description: "\(script.lastPathComponent) is not ready: \(hello)")
    }
  }

  deinit { stop() }

  /// The process id.
  public var pid: Int32 { process.processIdentifier }

  /// Sends a command and waits for its answer.
  @discardableResult
  public func ask(
    _ command: String, _ arguments: [String: Any] = [:], seconds: Int32 = 120
  ) throws -> [String: Any] {
    try send(command, arguments)
    return try read(seconds: seconds)
  }

  /// Sends a command without waiting.
  public func send(_ command: String, _ arguments: [String: Any] = [:]) throws {
    var object = arguments
    object["do"] = command
    var line = try JSONSerialization.data(withJSONObject: object)
    line.append(UInt8(ascii: "\n"))
    try input.fileHandleForWriting.write(contentsOf: line)
  }

  /// Waits for the next answer; throws for one that reports an error.
  public func read(seconds: Int32) throws -> [String: Any] {
    let descriptor = output.fileHandleForReading.fileDescriptor
    let deadline = Date(timeIntervalSinceNow: Double(seconds))
    while !buffer.contains(UInt8(ascii: "\n")) {
      let left = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard unsafe Glibc.poll(&poll, 1, left) > 0 else {
        throw Failure(description: "no answer within \(seconds) s")
      }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let got = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      guard got > 0 else { throw Failure(description: "the Python process ended") }
      buffer += chunk[..<got]
    }
    let end = buffer.firstIndex(of: UInt8(ascii: "\n"))!
    let line = Data(buffer[..<end])
    buffer.removeSubrange(...end)
    let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
    if let error = object["error"] { throw Failure(description: "\(error)") }
    return object
  }

  /// Closes its input, which ends it, and waits; kills it when it does not go.
  public func stop() {
    try? input.fileHandleForWriting.close()
    for _ in 0..<500 where process.isRunning { usleep(10_000) }
    if process.isRunning { kill() }
  }

  /// Ends it at once, as `kill -9` does, and waits.
  public func kill() {
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
