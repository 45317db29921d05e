/// Why there is no WebRTC: one line for people.
public struct WebRTCError: Error, CustomStringConvertible, Equatable {
  /// What is wrong, and what to do where something can be done.
  public let description: String

  /// An error that reads like this.
  public init(_ description: String) { self.description = description }
}
