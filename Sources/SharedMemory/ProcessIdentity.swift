import Glibc

/// A process, told apart from a later one that was given the same number.
public struct ProcessIdentity: Sendable, Hashable {
  /// Process id.
  public var pid: Int32
  /// Clock ticks since boot at which it started (field 22 of `/proc/<pid>/stat`).
  public var startTime: UInt64

  /// The process that has `pid` now; nil when none has, or when it has died and waits to be reaped.
  public init?(pid: Int32) {
    // "pid (name) state ppid …": the name may hold spaces and parentheses, so count from the last
    // ')'.
    guard let text = SystemFile.contents("/proc/\(pid)/stat"),
      let close = text.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = text[(close + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19, let state = fields[0].first,
      state != UInt8(ascii: "Z"), state != UInt8(ascii: "X"),
      let start = UInt64(String(decoding: fields[19], as: UTF8.self))
    else { return nil }
    self.pid = pid
    startTime = start
  }

  /// True while this very process runs.
  public var isAlive: Bool { ProcessIdentity(pid: pid) == self }

  /// This process.
  public static let current = ProcessIdentity(pid: getpid())

  /// The user that this process acts as.
  public static var user: UInt32 { geteuid() }

  /// The ids of all processes.
  public static func allPIDs() -> [Int32] {
    SystemFile.entries("/proc").compactMap { Int32($0) }
  }
}
