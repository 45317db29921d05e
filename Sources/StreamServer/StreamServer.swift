internal import FlyingFox
internal import FlyingSocks
internal import Foundation
public import FuryStream
internal import Glibc
public import ServerLink
internal import SharedMemory

/// Shows a stream to browsers and takes their events: MJPEG, websocket, and WebRTC where it is given
/// somebody who answers offers.
public final class StreamServer: Sendable {
  /// How a stream is served.
  public struct Options: Sendable {
    /// The name or address to listen at; `localhost` for this machine's users only.
    public var host = "localhost"
    /// The port, 0 for a free one.
    public var port = 0
    /// The JPEGs' quality, 1 to 100.
    public var quality = 80
    /// Milliseconds between two JPEGs at least; 0: every frame.
    public var millisecondsPerJPEG = 16.0
    /// The folder of another page, such as FURY's `www`.
    public var folder: String?
    /// Nobody may drive.
    public var viewOnly = false
    /// What `/` of a folder shows, and the links say: FURY's page for MJPEG.
    public var justMJPEG = false
    /// Connections at most; more are turned away.
    public var connectionLimit = 256

    /// Those values.
    public init() {}
  }

  /// The port that browsers connect to.
  public let port: Int
  /// The link that drives the scene; nil where nobody may.
  public let driveLink: String?
  /// The link that only shows it.
  public let watchLink: String

  let core: ServerCore
  private let listener: Listener
  private let options: Options

  /// Listens; connections are served once ``run()`` is called.
  ///
  /// `log` gets a line for every request that was refused, and what else a person should know.
  /// Throws ``ServerError``, and ``StreamError`` where the stream's queue cannot be opened.
  public init(
    _ feed: FrameFeed, options: Options, offers: (any OfferAnswering)? = nil,
    log: @escaping @Sendable (String) -> Void
  ) throws {
    self.options = options
    let logger = LineLogger(log)
    var pages = PageFiles.own
    if let folder = options.folder {
      guard let found = PageFiles.folder(at: folder) else {
        throw ServerError.failed("--folder \(folder): no such folder")
      }
      pages = found
    }
    let addresses = try HostAddress.all(of: options.host)
    let isPublic = addresses.contains { !$0.isLoopback }
    var names = Set([options.host.lowercased()])
    if isPublic { names.formUnion(HostAddress.machineNames) }
    listener = try Listener(host: options.host, port: options.port)
    port = listener.port
    let takesEvents = feed.stream.takesEvents && !options.viewOnly
    let policy = AccessPolicy(viewOnly: options.viewOnly, hostNames: names, port: port)
    core = ServerCore(
      policy: policy, pages: pages, feed: feed,
      jpeg: try JPEGFeed(
        feed, quality: options.quality, milliseconds: options.millisecondsPerJPEG),
      relay: takesEvents ? try EventRelay(feed) { logger.log($0) } : nil, offers: offers,
      justMJPEG: options.justMJPEG || offers == nil, logger: logger)
    let shown = Self.shownHost(options.host, addresses)
    let base = "http://\(shown):\(port)/?"
    // FURY's page asks for video where its address does not say otherwise.
    let encoding =
      core.justMJPEG ? (options.folder == nil ? "" : "encoding=mjpeg&") : "encoding=webrtc&"
    driveLink = policy.driveToken.map { base + encoding + "token=" + $0.text }
    watchLink = base + encoding + "token=" + policy.watchToken.text
  }

  /// The last second.
  public var statistics: ServerStatistics { core.statistics }

  /// Serves until the stream ends, which throws its ``StreamError``, or the task is cancelled.
  ///
  /// `everySecond` gets what happened in it. Nothing of the server is left when this returns.
  public func run(
    everySecond: @escaping @Sendable (ServerStatistics) -> Void = { _ in }
  ) async throws {
    let pool = SocketPool.make(maxEvents: 64)
    try await pool.prepare()
    let outcome = await withTaskGroup(of: Result<Void, any Error>.self) { group in
      group.addTask { await Self.result { try await pool.run() } }
      for socket in listener.sockets {
        group.addTask { await Self.result { try await self.accept(socket, pool) } }
      }
      group.addTask { await Self.result { try await self.tick(everySecond) } }
      group.addTask { [core] in
        await Self.result { _ = try await core.jpeg.parts.next(after: .max) }
      }
      let first = await group.next()
      // Connections use the pool until they have ended.
      await core.registry.endAll()
      group.cancelAll()
      return first
    }
    await close()
    if case .failure(let error)? = outcome, !(error is CancellationError) { throw error }
  }

  private func close() async {
    for socket in listener.sockets { try? socket.close() }
    await core.offers?.stop()
    core.jpeg.stop()
    core.relay?.close()
  }

  private static func result(_ body: () async throws -> Void) async -> Result<Void, any Error> {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  private func accept(_ socket: Socket, _ pool: some AsyncSocketPool) async throws {
    let listening = try AsyncSocket(socket: socket, pool: pool)
    while true {
      try Task.checkCancellation()
      do {
        let connection = ConnectionSocket(try await listening.accept())
        guard core.registry.makeRoom(limit: options.connectionLimit) else {
          core.refuse("\(connection.peer): \(options.connectionLimit) connections are open")
          try? await connection.write(
            Reply.text("Too many viewers.", .serviceUnavailable)
              .bytes(keepAlive: false))
          connection.close()
          continue
        }
        core.registry.serve(connection) { [core] in
          await Connection(socket: connection, server: core).run()
        }
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        // A connection that was gone before it was taken, or no descriptor free for it.
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private func tick(_ everySecond: @Sendable (ServerStatistics) -> Void) async throws {
    while true {
      try await Task.sleep(for: .seconds(1))
      core.registry.endOverdue(at: Clock.monotonicNanoseconds())
      everySecond(await core.measure())
    }
  }

  private static func shownHost(_ host: String, _ addresses: [HostAddress]) -> String {
    if let wildcard = addresses.first(where: \.isWildcard) {
      return HostAddress.reachable ?? (wildcard.family == AF_INET6 ? "[::1]" : "127.0.0.1")
    }
    return host.contains(":") ? "[\(host)]" : host
  }
}
