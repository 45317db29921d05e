import Foundation
import TestSupport

/// A moving stream, and `fury-tui-serve` on it.
final class ServedStream {
  let server: ChildProcess
  let link: ServedLink
  private let stream: MovingStream

  init(
    width: Int, height: Int, options: [String] = [], environment: [String: String?] = [:]
  ) async throws {
    stream = try MovingStream(width: width, height: height)
    server = try ChildProcess(
      Program.sibling("fury-tui-serve"), options + [stream.name], environment: environment)
    let child = server
    link = try ServedLink(
      try await awaited("the server has a link", within: .seconds(120)) {
        if let status = child.status { throw TestFailure("\(status): \(child.errors.text)") }
        return child.output.lines.first
      })
  }

  /// What the server has said beside its link and its figures.
  var notices: [String] {
    server.output.lines.compactMap { line in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["notice"] as? String
    }
  }
}

/// The link that a server's first line gives to who may only watch.
struct ServedLink {
  /// Where it listens, without a slash at the end.
  let base: String
  private let query: String

  init(_ line: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let watch = (object?["link"] as? [String: Any])?["watch"] as? String ?? ""
    let parts = watch.split(separator: "/?", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw TestFailure("no link: \(line)") }
    (base, query) = (parts[0], parts[1])
  }

  /// The address of a route, with the token.
  func url(_ route: String) -> String { "\(base)\(route)?\(query)" }
}
