internal import SharedMemory

/// Which stream a user means.
public enum StreamSelector: Sendable, Hashable {
  /// The only live one.
  case automatic
  /// Any segment's name, or the name that a producer of this project was given.
  case name(String)
  /// The producer's process id.
  case pid(Int32)
  /// All names in full, as FURY's own `web_server` takes them.
  case explicit(images: [String], info: String, queue: String?, headTail: String?)

  /// Reads a command line argument: `psm_x`, `/psm_x`, `/dev/shm/psm_x`, digits for a process id,
  /// or a producer's name; nil or nothing means the only live stream.
  public init(argument: String?) {
    guard let argument, !argument.isEmpty else {
      self = .automatic
      return
    }
    if let pid = Int32(argument), pid > 0 {
      self = .pid(pid)
    } else {
      self = .name(Self.segmentName(argument))
    }
  }

  /// A segment's name without the ways of writing it as a path.
  public static func segmentName(_ argument: String) -> String {
    if argument.hasPrefix(SharedSegment.folder) {
      return String(argument.dropFirst(SharedSegment.folder.count))
    }
    return argument.hasPrefix("/") ? String(argument.dropFirst()) : argument
  }
}
