/// Why a test's helper could not do its work: one line, for the test report.
public struct TestFailure: Error, CustomStringConvertible {
  public var description: String

  /// A failure that says `what` went wrong.
  public init(_ what: String) {
    description = what
  }
}
