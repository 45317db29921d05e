/// The two kinds of memory that FURY streams through.
public enum Flavour: String, Sendable, Hashable, CaseIterable {
  /// Named POSIX shared memory whose arrays carry headers (`use_raw_array=False`).
  case named
  /// Memory without a name that processes inherit, arrays without headers (`use_raw_array=True`).
  case rawArray
}
