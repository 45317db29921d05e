import CSystem
import Glibc

/// A small parent process that gives the terminal back when the viewer cannot: after SIGKILL, a
/// crash, a trap.
///
/// It forks before there are threads, does nothing but wait, passes signals on, and stops itself
/// when the viewer is stopped, so that the shell sees one job. A supervisor that is killed is
/// noticed by the viewer, which leaves. Both killed at once is the one case that nobody restores.
public enum Supervisor {
  /// What became of the viewer.
  public enum Outcome: Sendable, Equatable {
    case exited(status: Int32)
    case killed(signal: Int32)
  }

  /// Which of the two processes this is.
  public enum Role: Sendable, Equatable {
    case viewer
    /// The supervisor, after the viewer has ended and the terminal was restored.
    case finished(Outcome)
  }

  /// Forks; returns at once in the viewer, and in the supervisor when the viewer has ended.
  ///
  /// - Parameters:
  ///   - device: the terminal, with the settings to restore.
  ///   - note: where the viewer keeps the leaving sequence.
  ///   - patience: milliseconds that replies of the terminal may take.
  public static func run(
    _ device: TerminalDevice, note: LeaveNote, patience: Int
  ) throws(TerminalError) -> Role {
    let parent = getpid()
    let child = fork()
    guard child >= 0 else { throw .system(call: "fork", errno: errno) }
    if child == 0 {
      if fury_die_with_parent(SIGHUP, parent) != 0 { _exit(1) }
      signal(SIGTTOU, SIG_IGN)
      // Swift's own crash handler would talk to the user on the screen that is no longer there to
      // read it.
      for crash in [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { signal(crash, SIG_DFL) }
      return .viewer
    }
    fury_forward_signals(child)
    return .finished(wait(for: child, device: device, note: note, patience: patience))
  }

  private static func wait(
    for child: pid_t, device: TerminalDevice, note: LeaveNote, patience: Int
  ) -> Outcome {
    while true {
      var (exited, signaled, stopped): (Int32, Int32, Int32) = (-1, 0, 0)
      guard unsafe fury_wait_for_child(child, &exited, &signaled, &stopped) == child else {
        return .exited(status: 1)
      }
      let sequence = note.sequence
      if stopped != 0 {
        // A viewer that stops itself has given the terminal back; one that was stopped from outside
        // could not.
        if !sequence.isEmpty { device.leave(sequence, patience: patience) }
        // The shell must see this process stop.
        kill(getpid(), SIGSTOP)
        kill(child, SIGCONT)
        continue
      }
      if !sequence.isEmpty { device.leave(sequence, patience: patience) }
      return signaled != 0 ? .killed(signal: signaled) : .exited(status: exited)
    }
  }
}
