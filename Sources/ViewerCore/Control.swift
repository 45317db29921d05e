/// Who drives the scene.
public enum Control: Sendable, Hashable {
  /// This viewer does.
  case mine
  /// Another viewer does; this one watches.
  case other(pid: Int32)
  /// Nobody does, and this viewer only watches, as it was asked to.
  case released
  /// The stream takes no events, for this reason.
  case unavailable(String)
}
