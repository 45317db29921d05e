/// Why a program could not be started; one line that says what to do.
public struct SiblingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One line.
  public var description: String

  init(_ description: String) { self.description = description }
}
