import FuryStream
import FuryWire
import Glibc
import Synchronization

@testable import StreamServer

/// A stream of ours and a server of it in this process.
final class ServedStream: @unchecked Sendable {
  private static let next = Atomic<Int>(0)

  let owner: StreamOwner
  let feed: FrameFeed
  let server: StreamServer
  private let task: Task<Void, any Error>
  private let seed = Mutex(0)

  init(
    width: Int = 64, height: Int = 48, slots: Int? = 8, offers: (any OfferAnswering)? = nil,
    _ change: (inout StreamServer.Options) -> Void = { _ in }
  ) throws {
    let name = "serve-\(getpid())-\(Self.next.add(1, ordering: .relaxed).newValue)"
    owner = try StreamOwner(
      .init(name: name, maxWidth: width, maxHeight: height, queueSlots: slots))
    feed = try FrameFeed(owner.description)
    var options = StreamServer.Options()
    options.millisecondsPerJPEG = 0
    change(&options)
    let log = Log()
    server = try StreamServer(feed, options: options, offers: offers) { log.add($0) }
    self.log = log
    let server = server
    task = Task { try await server.run() }
  }

  /// What was logged.
  final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }
  let log: Log

  /// Connections that are open, and viewers that wait for a picture.
  var connections: Int { server.core.registry.count }
  var waiting: Int { server.core.jpeg.viewers }

  var port: Int { server.port }
  /// `?token=…` of the link that drives, and of the one that watches.
  var drive: String { "?token=" + server.driveLink!.split(separator: "token=").last! }
  var watch: String { "?token=" + server.watchLink.split(separator: "token=").last! }

  /// Ends the server and waits until it has.
  func stop() async {
    task.cancel()
    _ = try? await task.value
    feed.stop()
    owner.close()
  }

  /// How the server ended.
  func ending() async -> (any Error)? {
    do {
      try await task.value
      return nil
    } catch { return error }
  }

  /// Writes a frame unlike the last one.
  func writeFrame() throws {
    let number = seed.withLock { seed in
      seed += 1
      return seed
    }
    let (width, height) = (owner.options.maxWidth, owner.options.maxHeight)
    let pixels = (0..<width * height * 3).map {
      UInt8(truncatingIfNeeded: ($0 / 3 + number * 40) / 8)
    }
    try owner.write(pixels, width: width, height: height)
  }

  /// The next event, waited for.
  func event() throws -> FuryEvent? {
    for _ in 0..<3000 {
      if let event = owner.dequeue() { return event }
      usleep(2000)
    }
    return nil
  }
}
