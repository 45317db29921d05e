/// Why the terminal cannot be used.
public enum TerminalError: Error, Sendable, Equatable {
  /// There is no terminal: no controlling one and standard input is none.
  case noTerminal
  /// A system call failed: its name and `errno`.
  case system(call: String, errno: Int32)
  /// Not even the most basic terminal description is installed.
  case noTerminfo(term: String)
}
