/// Why this library could not do its work: one line, for a report.
public struct LabFailure: Error, CustomStringConvertible {
  public var description: String

  /// A failure that says `what` went wrong.
  public init(_ what: String) {
    description = what
  }
}
