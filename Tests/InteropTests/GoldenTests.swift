import Foundation
import TestSupport
import Testing

extension Interop {
  /// The bytes that the unit tests read are still those that FURY makes.
  @Suite struct Golden {
    @Test func theFixtureIsWhatFURYMakesToday() throws {
      let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      let process = Process()
      let output = Pipe()
      process.executableURL = PythonInterpreter.url
      process.arguments = ["-W", "ignore", tests.appendingPathComponent("Python/golden.py").path]
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let made = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let fixture = tests.deletingLastPathComponent()
        .appendingPathComponent("FuryWireTests/GoldenBytes.swift")
      let kept = try String(contentsOf: fixture, encoding: .utf8)
      #expect(String(decoding: made, as: UTF8.self) == kept)
    }
  }
}
