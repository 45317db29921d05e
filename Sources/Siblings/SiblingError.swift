/// Why a program could not be started; one line that says what to do.
public struct SiblingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One line.
  public var description: String

  /// One line that says what is wrong and what to do.
  public init(_ description: String) { self.description = description }
}
