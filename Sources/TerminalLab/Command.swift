/// Programs that tests run to their end.
public enum Command {
  /// Runs `program` and returns what it wrote to standard output; throws unless it exits with 0.
  @discardableResult
  public static func run(
    _ program: String, _ arguments: [String], environment: [String: String?] = [:]
  ) async throws -> [UInt8] {
    let child = try ChildProcess(
      program, arguments, environment: environment, emptyInput: true)
    let status = try await child.waitForExit()
    guard status == .exited(0) else {
      throw LabFailure(
        "\(program) \(arguments.joined(separator: " ")): \(status): \(child.errors.text)")
    }
    return child.output.bytes
  }
}
