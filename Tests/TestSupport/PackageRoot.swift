import Foundation

/// Where things lie in the checkout that the tests were built from.
public enum PackageRoot {
  /// The folder that holds Package.swift.
  public static let path: String = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .path(percentEncoded: false).trimmingSuffix("/")

  /// The Python that has FURY: $FURY_TUI_PYTHON, else the one in .venv, which `make deps` makes.
  public static var python: String {
    ProcessInfo.processInfo.environment["FURY_TUI_PYTHON"] ?? path + "/.venv/bin/python"
  }

  /// Where tests leave pictures for people: $FURY_TUI_ARTIFACTS/screenshots, else the checkout's
  /// artifacts/screenshots. Made when missing.
  public static func screenshots() throws -> String {
    let artifacts =
      ProcessInfo.processInfo.environment["FURY_TUI_ARTIFACTS"] ?? path + "/artifacts"
    let folder = artifacts + "/screenshots"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
