internal import SharedMemory

/// What a process is called in a list: the script for an interpreter, else the program.
enum ProgramName {
  static func of(_ pid: Int32) -> String {
    guard let bytes = SystemFile.contents("/proc/\(pid)/cmdline") else { return "" }
    let arguments = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return name(arguments: arguments)
  }

  /// Names come from another program, so only printable characters of them are kept.
  static func name(arguments: [String]) -> String {
    guard let first = arguments.first else { return "" }
    let program = base(first)
    guard program.hasPrefix("python") else { return program }
    return script(after: arguments.dropFirst()).map(base) ?? program
  }

  /// The script among an interpreter's arguments, nil for `-c`, `-m` and an interactive session.
  private static func script(after arguments: ArraySlice<String>) -> String? {
    var rest = arguments
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else { return argument }
      if argument == "-c" || argument == "-m" { return nil }
      if argument == "-W" || argument == "-X" { _ = rest.popFirst() }  // these take a value
    }
    return nil
  }

  private static func base(_ path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    let plain = last.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }
    return String(String.UnicodeScalarView(plain).prefix(40))
  }
}
