public import Foundation

/// The Python that has FURY 0.12.
public enum PythonInterpreter {
  /// `$FURY_TUI_PYTHON`, else `.venv/bin/python` in the package's root.
  public static var url: URL {
    if let path = ProcessInfo.processInfo.environment["FURY_TUI_PYTHON"] {
      return URL(fileURLWithPath: path)
    }
    return packageRoot.appendingPathComponent(".venv/bin/python")
  }

  /// The package's root folder.
  public static var packageRoot: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }
}
