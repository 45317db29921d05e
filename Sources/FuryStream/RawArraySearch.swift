internal import FuryWire
internal import SharedMemory

/// Finds the streams in memory without names: FURY's default.
///
/// Python keeps raw arrays in files that are unlinked at once and stay open, `/proc/<pid>/fd/N ->
/// /dev/shm/pym-<pid>-… (deleted)` (or in the temporary folder). The name holds the process that
/// made them, so children that inherited the descriptor are told apart.
struct RawArraySearch {
  private let processes: [RawArrayProcess]

  /// Looks through all processes, or through one.
  init(pid: Int32? = nil) {
    let pids = pid.map { [$0] } ?? ProcessIdentity.allPIDs().sorted()
    processes = pids.compactMap { RawArrayProcess($0) }
  }

  /// The streams of these processes.
  func streams() -> [StreamDescription] { processes.flatMap { $0.streams() } }

  /// Why memory that looks like a stream's could not be told apart, nil when there was none.
  var ambiguity: String? {
    processes.first { $0.isAmbiguous }.map { "process \($0.pid)" }
  }
}
