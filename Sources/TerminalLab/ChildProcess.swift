import Foundation
import Glibc
import Synchronization

/// A process that a test owns: started with pipes or a terminal, always reaped, and killed with its
/// process group when the last reference goes. It also ends when the tests die.
public final class ChildProcess: Sendable {
  /// The process id; the child's process group has the same number.
  public let pid: Int32
  /// What it has written to its standard output. Stays empty on a terminal.
  public let output = CollectedOutput()
  /// What it has written to its standard error. Stays empty on a terminal.
  public let errors = CollectedOutput()

  private let hasPipes: Bool

  private struct State {
    var input: Int32?
    var status: ExitStatus?
  }

  private let state: Mutex<State>

  /// Starts `program` (looked up in PATH).
  ///
  /// - Parameters:
  ///   - environment: added to this process's own; a nil value removes a variable.
  ///   - terminal: the path of a terminal that becomes its controlling terminal and its standard
  ///     descriptors; else standard input is a pipe (see `write`), the other two are collected.
  ///   - emptyInput: standard input is /dev/null instead of a pipe.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    terminal: String? = nil, emptyInput: Bool = false
  ) throws {
    let leashed = ["setpriv", "--pdeathsig", "TERM", "--", program] + arguments
    let command = terminal == nil ? leashed : ["setsid", "--ctty"] + leashed
    let variables = Self.merged(environment)
    if let terminal {
      let pid = SpawnThread.shared.run {
        Spawn(terminal: terminal).start(command, environment: variables)
      }
      guard pid > 0 else { throw LabFailure("\(program) did not start: error \(-pid)") }
      self.pid = pid
      hasPipes = false
      state = Mutex(State())
      return
    }
    let input =
      emptyInput
      ? (end: unsafe open("/dev/null", O_RDONLY | O_CLOEXEC), start: -1)
      : try Self.pipe()
    let (outputEnd, outputStart) = try Self.pipe()
    let (errorEnd, errorStart) = try Self.pipe()
    let pid = SpawnThread.shared.run {
      Spawn(descriptors: [(input.end, 0), (outputStart, 1), (errorStart, 2)])
        .start(command, environment: variables)
    }
    for descriptor in [input.end, outputStart, errorStart] { close(descriptor) }
    guard pid > 0 else {
      for descriptor in [input.start, outputEnd, errorEnd] { close(descriptor) }
      throw LabFailure("\(program) did not start: error \(-pid)")
    }
    self.pid = pid
    hasPipes = true
    state = Mutex(State(input: emptyInput ? nil : input.start))
    output.collect(from: outputEnd)
    errors.collect(from: errorEnd)
  }

  deinit {
    closeInput()
    if status == nil {
      kill(-pid, SIGTERM)
      for _ in 0..<100 where status == nil { usleep(20_000) }
    }
    kill(-pid, SIGKILL)
    while status == nil { usleep(5_000) }
  }

  /// How it ended, or nil while it runs.
  public var status: ExitStatus? {
    state.withLock { state in
      if state.status == nil {
        var word: Int32 = 0
        if unsafe waitpid(pid, &word, WNOHANG) == pid {
          state.status = ExitStatus(waitStatus: word)
        }
      }
      return state.status
    }
  }

  /// Waits until it has ended and all its output is collected.
  @discardableResult
  public func waitForExit(within timeout: Duration = .seconds(60)) async throws -> ExitStatus {
    let status = try await awaited("process \(pid) ends", within: timeout) { self.status }
    if hasPipes {
      // A grandchild may hold a pipe open for longer: then what came is what there is.
      try? await eventually("its pipes end", within: .seconds(2)) {
        output.hasEnded && errors.hasEnded
      }
    }
    return status
  }

  /// Waits for output line `index` (from 0) and returns it; fails at once when the process ends
  /// first.
  public func line(_ index: Int, within timeout: Duration = .seconds(120)) async throws -> String {
    try await awaited("line \(index) of process \(pid)", within: timeout) {
      let ended = status != nil && output.hasEnded
      let lines = output.lines
      if lines.count > index { return lines[index] }
      if ended { throw LabFailure("process \(pid) ended without that line: \(errors.text)") }
      return nil
    }
  }

  /// Sends it a signal.
  public func signal(_ number: Int32) {
    kill(pid, number)
  }

  /// Writes to its standard input pipe.
  public func write(_ text: String) {
    guard let input = state.withLock({ $0.input }) else { return }
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
  }

  /// Closes its standard input pipe, which it sees as the end of the file.
  public func closeInput() {
    state.withLock { state in
      if let input = state.input { close(input) }
      state.input = nil
    }
  }

  /// A pipe whose ends no other child inherits: nothing is started while it is made.
  private static func pipe() throws -> (end: Int32, start: Int32) {
    let pipe = Pipe()
    guard SpawnThread.shared.run({ pipe.open() }) == 0 else {
      throw LabFailure("no pipe: error \(errno)")
    }
    return pipe.ends.withLock { $0 }
  }

  private static func merged(_ changes: [String: String?]) -> [String] {
    ProcessInfo.processInfo.environment.merging(changes.compactMapValues { $0 }) { $1 }
      .filter { name, _ in changes[name] != .some(nil) }
      .map { "\($0)=\($1)" }
  }
}

/// The two ends of a pipe(2), both closed on exec.
private final class Pipe: Sendable {
  let ends = Mutex<(end: Int32, start: Int32)>((-1, -1))

  /// Opens it; 0 when that worked.
  func open() -> Int32 {
    var pair: [Int32] = [0, 0]
    guard unsafe Glibc.pipe(&pair) == 0 else { return -1 }
    for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    ends.withLock { $0 = (pair[0], pair[1]) }
    return 0
  }
}
