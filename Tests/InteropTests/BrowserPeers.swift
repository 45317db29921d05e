import Foundation
import Synchronization
import TestSupport

/// Browsers as aiortc plays them, in a Python process of their own; see `Python/browsers.py`.
final class BrowserPeers {
  /// A picture that arrived.
  struct Seen {
    var width: Int, height: Int
    /// Pictures a second while it waited.
    var rate: Double
    /// Red, green and blue at the points that were asked for.
    var colors: [[Int]]
  }

  private let python: PythonPeer
  private var last = 0

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    python = try PythonPeer(folder.appendingPathComponent("Python/browsers.py"))
  }

  /// Leaves the network: from now on they have the loopback interface and no other. False where
  /// that is not permitted.
  func isolate() throws -> Bool { try python.ask("isolate")["isolated"] as? Bool ?? false }

  /// Starts a server where they are; its first line. It ends with them.
  func serve(_ program: String, _ words: [String]) throws -> String {
    try python.ask("serve", ["program": program, "words": words])["line"] as? String ?? ""
  }

  /// The offer of one that will never hear of the answer.
  func offer() throws -> String {
    last += 1
    return try python.ask("offer", ["id": "peer\(last)"])["sdp"] as? String ?? ""
  }

  /// Connects one more, by way of `answer`; its name is returned.
  func connect(
    audio: Bool = false, data: Bool = false, answer: (String) async throws -> String
  ) async throws -> String {
    last += 1
    let id = "peer\(last)"
    let offer = try python.ask("offer", ["id": id, "audio": audio, "data": data])
    try python.ask("connect", ["id": id, "sdp": try await answer(offer["sdp"] as? String ?? "")])
    return id
  }

  /// What a server's /offer answers: the SDP, or why not.
  func post(_ offer: String, to url: String) throws -> String {
    let reply = try python.ask("post", ["url": url, "sdp": offer])
    if let answer = reply["sdp"] as? String { return answer }
    throw TestFailure("\(reply["status"] ?? "no status"): \(reply["body"] ?? "")")
  }

  /// Waits until `id` has got `count` pictures, of this width where one is given.
  func watch(
    _ id: String, count: Int = 1, width: Int? = nil, points: [[Double]] = [], save: String? = nil
  ) throws -> Seen {
    var arguments: [String: Any] = ["id": id, "count": count, "points": points]
    if let width { arguments["width"] = width }
    if let save { arguments["save"] = save }
    let seen = try python.ask("watch", arguments, seconds: 300)
    return Seen(
      width: seen["width"] as? Int ?? 0, height: seen["height"] as? Int ?? 0,
      rate: seen["rate"] as? Double ?? 0, colors: seen["colors"] as? [[Int]] ?? [])
  }

  /// Has one send a report: "key" (PLI), "loss" (256ths), "estimate" (REMB, bit/s), "rubbish".
  func report(_ id: String, _ kind: String, _ value: Int = 0) throws {
    try python.ask("report", ["id": id, "kind": kind, "value": value])
  }

  /// Ends one as a browser does.
  func close(_ id: String) throws { try python.ask("close", ["id": id]) }

  /// Ends all of them at once, without a word to anybody.
  func kill() { python.kill() }
}
