import Foundation
import Glibc

/// Which processes there are, as /proc has them.
public enum ProcessTree {
  /// The processes that `pid` has started and that are still there, zombies left out.
  public static func children(of pid: Int32) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.filter { parent(of: $0) == pid }.sorted()
  }

  /// True while the process exists and is no zombie.
  public static func isRunning(_ pid: Int32) -> Bool {
    parent(of: pid) != nil
  }

  /// "pid (name) state parent …"; the name may hold anything, so the last parenthesis counts.
  private static func parent(of pid: Int32) -> Int32? {
    guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = line.lastIndex(of: ")")
    else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 1, fields[0] != "Z", fields[0] != "X" else { return nil }
    return Int32(fields[1])
  }
}
