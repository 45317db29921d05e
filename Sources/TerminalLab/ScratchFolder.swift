import Foundation

/// A folder of a test's own, removed with everything in it when the last reference goes.
public final class ScratchFolder: Sendable {
  /// The folder's absolute path.
  public let path: String

  /// Makes an empty folder with a name not used before, readable by this user only.
  public init() throws {
    let base = FileManager.default.temporaryDirectory
    path = base.appending(path: "fury-tui-test-" + UUID().uuidString).path(percentEncoded: false)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of the file `name` in the folder, whether or not it exists.
  public func file(_ name: String) -> String {
    path + "/" + name
  }

  /// The text of the file `name`, or nil where it does not exist or is not UTF-8.
  public func text(_ name: String) -> String? {
    try? String(contentsOfFile: file(name), encoding: .utf8)
  }

  /// Writes a file `name`; `executable` makes it runnable by its owner. Returns its path.
  @discardableResult
  public func write(_ name: String, _ text: String, executable: Bool = false) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: file(name)))
    if executable {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: file(name))
    }
    return file(name)
  }
}
