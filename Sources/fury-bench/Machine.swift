import Foundation
import TerminalLab

/// The machine and the versions that results belong to.
struct Machine {
  var processor: String
  var cores: Int
  var memory: String
  var system: String
  var versions: String

  init() async {
    let info = Self.text("/proc/cpuinfo")
    processor = Self.value("model name", in: info) ?? "an unknown processor"
    cores = ProcessInfo.processInfo.activeProcessorCount
    let kilobytes = Self.value("MemTotal", in: Self.text("/proc/meminfo"))?.split(separator: " ")
    let gigabytes = (kilobytes?.first.flatMap { Double($0) } ?? 0) / 1_048_576
    memory = "\(EncodeTable.fixed(gigabytes, 0)) GB"
    let release = Self.text("/etc/os-release").split(separator: "\n").first {
      $0.hasPrefix("PRETTY_NAME=")
    }
    let name = release?.dropFirst(12).replacingOccurrences(of: "\"", with: "") ?? "Linux"
    let kernel = Self.text("/proc/sys/kernel/osrelease").split(separator: "\n").first ?? ""
    system = "\(name), kernel \(kernel)"
    let swift = await Self.first("swift", ["--version"], "Swift version ")
    let xterm = await Self.first("xterm", ["-version"], "XTerm(")
    let libsixel = await Self.first("pkg-config", ["--modversion", "libsixel"], "")
    versions = "Swift \(swift), libsixel \(libsixel), xterm \(xterm)"
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// What follows "field :" in a file of such lines.
  private static func value(_ field: String, in text: String) -> String? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
    return line?.split(separator: ":", maxSplits: 1).last.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  /// The number after `mark` in what a program prints.
  private static func first(
    _ program: String, _ arguments: [String], _ mark: String
  ) async -> String {
    guard let bytes = try? await Command.run(program, arguments) else { return "?" }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let range = mark.isEmpty ? text.startIndex..<text.startIndex : text.range(of: mark) else {
      return "?"
    }
    return String(text[range.upperBound...].prefix { $0.isNumber || $0 == "." })
  }
}
