/// What can go wrong with a segment of shared memory.
public enum SharedMemoryError: Error, Sendable, Hashable {
  /// A system call failed: its C name, what it was used on, and `errno`.
  case system(call: String, subject: String, code: Int32)
  /// The segment ends before the bytes that were asked for: it was cut, or its header lies.
  case short(subject: String, wanted: Int, got: Int)
  /// An offset or a length that cannot be meant: negative, or misaligned for its words.
  case outOfRange(subject: String)
}

extension SharedMemoryError {
  /// The `errno` of a failed system call, or nil.
  public var code: Int32? {
    if case .system(_, _, let code) = self { code } else { nil }
  }
}
