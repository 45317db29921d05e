import Foundation
import FuryStream
import FuryWire
import Synchronization
import TestSupport
import Testing

/// Tests against FURY 0.12 in its own process; one after the other, as they share that process.
@Suite(.serialized) enum Interop {
  /// FURY's own classes behind a line protocol; importing FURY takes seconds, so one serves all
  /// tests that do not end it.
  private static let shared = Mutex<PythonPeer?>(nil)
  private static let lastID = Atomic<Int>(0)

  static func peer() throws -> PythonPeer {
    try shared.withLock { shared in
      if let shared { return shared }
      let new = try newPeer()
      shared = new
      return new
    }
  }

  static func newPeer() throws -> PythonPeer {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try PythonPeer(folder.appendingPathComponent("Python/peer.py"))
  }

  /// A stream that Python makes, with its own name in the protocol.
  static func makeStream(
    _ peer: PythonPeer, _ options: [String: Any] = [:]
  ) throws -> (id: String, stream: StreamDescription) {
    let (id, names) = try makeMemory(peer, options)
    if names["info"] == nil {
      return (id, try StreamDiscovery.resolve(.pid(peer.pid)))
    }
    return (id, try StreamDiscovery.resolve(.name(names["info"] as! String)))
  }

  static func makeMemory(
    _ peer: PythonPeer, _ options: [String: Any] = [:]
  ) throws -> (id: String, names: [String: Any]) {
    let id = "s\(lastID.add(1, ordering: .relaxed).newValue)"
    return (id, try peer.ask("stream", options.merging(["id": id]) { $1 }))
  }

  /// An event that carries its number, with an id that follows from it: see `do_drain`.
  static func numbered(_ number: Int) -> FuryEvent {
    FuryEvent(
      id: EventID(rawValue: 3 + number % 6)!, x: 0.25, y: 0.75, userTimestamp: Double(number))
  }
}
