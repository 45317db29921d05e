/// Why a server cannot be started.
public enum ServerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The address or port cannot be had; `isInUse`: another program has it.
  case cannotListen(String, isInUse: Bool)
  /// Something else, in one line.
  case failed(String)

  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .cannotListen(let what, true): "\(what); --port 0 takes a free one"
    case .cannotListen(let what, false), .failed(let what): what
    }
  }
}
