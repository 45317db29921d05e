import FuryStream
import Glibc
import ViewerCore

/// Finds the stream to attach to; where several are alive, a person may choose.
enum StreamChoice {
  static func find(_ selector: StreamSelector) throws -> StreamDescription {
    do {
      return try StreamDiscovery.resolve(selector)
    } catch {
      guard case .severalStreams = error, isatty(STDERR_FILENO) == 1 else { throw Failure(error) }
      return try choose(selector) ?? { throw Failure(error) }()
    }
  }

  /// Asks on the terminal. Nil where there is nothing to choose from.
  private static func choose(_ selector: StreamSelector) throws -> StreamDescription? {
    var streams = StreamDiscovery.live()
    if case .pid(let pid) = selector { streams = streams.filter { $0.pid == pid } }
    guard streams.count > 1 else { return nil }
    Console.error("Several streams are live:")
    for (i, stream) in streams.enumerated() {
      Console.error("  \(i + 1)  \(SafeText.clean(stream.label, limit: 100))")
    }
    while true {
      _ = Console.writeAll(
        Array("Which one (1-\(streams.count), q quits)? ".utf8), to: STDERR_FILENO)
      guard let answer = readLine()?.filter({ !$0.isWhitespace }), answer != "q" else {
        throw Failure("no stream chosen", status: StreamError.noStream.exitStatus)
      }
      if let number = Int(answer), (1...streams.count).contains(number) {
        return streams[number - 1]
      }
    }
  }
}
