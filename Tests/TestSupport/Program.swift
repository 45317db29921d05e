import Foundation
import Glibc

/// The programs under test.
public enum Program {
  /// The `fury-tui` to test: $FURY_TUI_PROGRAM, else the one that was built next to the tests.
  public static var furyTUI: String {
    ProcessInfo.processInfo.environment["FURY_TUI_PROGRAM"] ?? buildFolder + "/fury-tui"
  }

  /// A program that `fury-tui` starts: beside the one to test.
  public static func sibling(_ name: String) -> String {
    URL(filePath: furyTUI).deletingLastPathComponent().appending(path: name)
      .path(percentEncoded: false)
  }

  /// An example that was built next to the tests.
  public static func example(_ name: String) -> String { buildFolder + "/" + name }

  /// The folder of the test bundle. The program that runs it is the toolchain's, but the bundle's
  /// path is among its arguments.
  private static var buildFolder: String {
    let bundle =
      CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(filePath: bundle).deletingLastPathComponent().path(percentEncoded: false)
  }
}
