import Foundation
import TerminalLab
import TestSupport

/// The Python programs of these tests.
enum Python {
  static func script(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/\(name)")
      .path(percentEncoded: false)
  }

  /// FURY's own page.
  static var www: String {
    get async throws {
      let process = try ChildProcess(
        PackageRoot.python,
        ["-c", "import fury, os; print(os.path.join(fury.__path__[0], 'stream/server/www'))"],
        emptyInput: true)
      return try await process.line(0)
    }
  }
}
