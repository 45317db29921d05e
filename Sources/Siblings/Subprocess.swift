internal import CSystem
internal import Glibc

/// A program that this one has started: standard input held open, output and errors to be read.
///
/// It is in the same process group, so that the terminal's signals reach both. Used by one thread
/// at a time.
public final class Subprocess {
  /// How a program ended.
  public enum Ending: Sendable, Equatable {
    /// With this status.
    case exited(Int32)
    /// By a signal.
    case killed(signal: Int32)
  }

  /// Its process id.
  public let pid: Int32
  /// What it writes to standard output; a descriptor.
  public let output: Int32
  /// What it writes to standard error; a descriptor.
  public let errors: Int32
  private var input: Int32?
  private var ending: Ending?

  /// Starts the program at `path`.
  public init(_ path: String, _ arguments: [String]) throws {
    let (inputEnd, inputStart) = try Self.pipe()
    let (outputEnd, outputStart) = try Self.pipe()
    let (errorEnd, errorStart) = try Self.pipe()
    defer { for descriptor in [inputEnd, outputStart, errorStart] { close(descriptor) } }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (parent, child) in [(inputEnd, 0), (outputStart, 1), (errorStart, 2)] {
      unsafe posix_spawn_file_actions_adddup2(&actions, parent, Int32(child))
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    // This process may have blocked signals; that one decides for itself.
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var pid: pid_t = 0
    let code = unsafe posix_spawn(&pid, path, &actions, &attributes, &words, environ)
    guard code == 0 else {
      for descriptor in [inputStart, outputEnd, errorEnd] { close(descriptor) }
      throw SiblingError("\(path): \(unsafe String(cString: strerror(code)))")
    }
    self.pid = pid
    (input, output, errors) = (inputStart, outputEnd, errorEnd)
  }

  deinit {
    closeInput()
    close(output)
    close(errors)
  }

  /// Ends its standard input, which asks it to end.
  public func closeInput() {
    if let input { close(input) }
    input = nil
  }

  /// Waits until it has ended.
  public func wait() -> Ending {
    if let ending { return ending }
    var (exited, signaled, stopped): (Int32, Int32, Int32) = (-1, 0, 0)
    repeat {
      (exited, signaled, stopped) = (-1, 0, 0)
      guard unsafe fury_wait_for_child(pid, &exited, &signaled, &stopped) == pid else { break }
    } while stopped != 0
    let ending = signaled != 0 ? Ending.killed(signal: signaled) : .exited(exited)
    self.ending = ending
    return ending
  }

  /// Asks it to end, waits `milliseconds`, and kills it where that was not enough.
  public func end(patience milliseconds: Int) -> Ending {
    closeInput()
    guard ending == nil else { return wait() }
    // Its end of the pipe closes when it ends, whatever else happens.
    for signal in [SIGTERM, SIGKILL] {
      if LineReader.readAll(output, milliseconds: milliseconds).isAtEnd { break }
      kill(pid, signal)
    }
    return wait()
  }

  /// Both ends are closed in programs that are started later.
  private static func pipe() throws -> (end: Int32, start: Int32) {
    var ends: [Int32] = [0, 0]
    guard unsafe Glibc.pipe(&ends) == 0 else {
      throw SiblingError("no pipe: \(unsafe String(cString: strerror(errno)))")
    }
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}
