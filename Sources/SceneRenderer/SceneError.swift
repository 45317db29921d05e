internal import FuryStream

/// Why a scene cannot be drawn or streamed; one line.
public struct SceneError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String

  /// An error with this line.
  public init(_ description: String) { self.description = description }

  init(_ error: StreamError) { description = error.description }
}
