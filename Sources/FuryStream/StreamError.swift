/// Why a stream cannot be found, opened or followed any longer.
public enum StreamError: Error, Sendable, Hashable {
  /// No live stream on this machine that this user may open.
  case noStream
  /// This name or process id belongs to no stream.
  case notFound(String)
  /// Several streams would do; one label each.
  case severalStreams([String])
  /// Memory was found, but which part is which cannot be told.
  case ambiguous(String)
  /// The memory belongs to somebody else.
  case notPermitted(String)
  /// The memory is not that of a stream, or its words contradict each other.
  case invalid(String)
  /// The program that made the stream has ended or has closed it.
  case ended(String)
  /// The system refused something that has nothing to do with this stream.
  case failed(String)
}

extension StreamError: CustomStringConvertible {
  /// One line: what is wrong and what to do.
  public var description: String {
    switch self {
    case .noStream:
      "no live stream: start a FURY program with a stream client, or name its process id"
    case .notFound(let what):
      "\(what): no live stream has it; `fury-tui list` shows those there are"
    case .severalStreams(let labels):
      "several streams are live, name one: " + labels.joined(separator: ", ")
    case .ambiguous(let what):
      "\(what): its memory cannot be told apart; name all segments with --images and --info"
    case .notPermitted(let what):
      "\(what): belongs to another user; only your own streams can be opened"
    case .invalid(let what):
      "\(what): this is not valid stream memory"
    case .ended(let what):
      "the stream ended: \(what)"
    case .failed(let what):
      what
    }
  }

  /// The exit status of a program that stops for it: 3, 4 or 1.
  public var exitStatus: Int32 {
    switch self {
    case .noStream, .notFound, .severalStreams, .ambiguous: 3
    case .notPermitted, .invalid, .ended: 4
    case .failed: 1
    }
  }
}
