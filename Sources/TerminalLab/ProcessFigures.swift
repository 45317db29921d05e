import CSystem
import Foundation
import Glibc

/// What /proc tells of a process that runs.
public struct ProcessFigures: Sendable {
  private let pid: Int32

  /// The figures of process `pid`.
  public init(pid: Int32) { self.pid = pid }

  /// Resident memory now, and at its most, in kilobytes; nil where the process is gone.
  public var residentKilobytes: Int? { status("VmRSS:") }
  public var mostResidentKilobytes: Int? { status("VmHWM:") }

  /// Descriptors that are open.
  public var descriptors: Int? {
    try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
  }

  /// Processor time of all threads so far, those included that have ended, in milliseconds; 0 where
  /// the process is gone.
  public var processorMilliseconds: Double {
    var clock = clockid_t()
    var time = timespec()
    guard unsafe clock_getcpuclockid(pid, &clock) == 0, unsafe clock_gettime(clock, &time) == 0
    else { return 0 }
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  /// How often each thread went to sleep so far, by the thread's name.
  public var sleeps: [String: Int] {
    var sleeps: [String: Int] = [:]
    for thread in threads {
      guard let name = text("task/\(thread)/comm")?.split(separator: "\n").first,
        let status = text("task/\(thread)/status"),
        let count = Self.number("voluntary_ctxt_switches:", in: status)
      else { continue }
      sleeps[String(name), default: 0] += count
    }
    return sleeps
  }

  private var threads: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
  }

  private func status(_ field: String) -> Int? {
    text("status").flatMap { Self.number(field, in: $0) }
  }

  private func text(_ file: String) -> String? {
    try? String(contentsOfFile: "/proc/\(pid)/\(file)", encoding: .utf8)
  }

  private static func number(_ field: String, in text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
  }
}
