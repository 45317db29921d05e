import Glibc
import SharedMemory
import TerminalLab
import Testing

@testable import StreamServer

/// Many clients, slow clients, hostile clients. Descriptors and memory are those of the whole process:
/// nothing else may run beside these tests.
@Suite(.serialized) struct ServerLoadTests {
  /// This process's sockets and files. Timers and event queues are left out: the concurrency runtime
  /// opens its own when it first wants them.
  private static func descriptors() -> Int {
    SystemFile.entries("/proc/self/fd").count { number in
      var target = [CChar](repeating: 0, count: 64)
      let length = unsafe readlink("/proc/self/fd/\(number)", &target, target.count)
      let text = target.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
      return length > 0 && !text.starts(with: "anon_inode:".utf8)
    }
  }

  @Test func aSlowViewerDelaysNobody() async throws {
    let served = try ServedStream(width: 640, height: 480) { $0.quality = 100 }
    let (fast, slow) = try await onThread {
      let fast = try RawClient(port: served.port)
      let slow = try RawClient(port: served.port, receiveBuffer: 4096)
      fast.get("/video/mjpeg" + served.drive)
      slow.get("/video/mjpeg" + served.drive)
      var newest: [[UInt8]] = []
      for number in 1...30 {
        try served.writeFrame()
        try fast.read("frame \(number)") { $0.jpegs().count >= number }
        // It takes a little of each.
        slow.read(milliseconds: 0)
      }
      newest = fast.jpegs()
      // What it gets in the end is the newest frame, and not all of those that it missed.
      try slow.read("the newest frame") { $0.jpegs().last == newest.last }
      return (newest.count, slow.jpegs().count)
    }
    #expect(fast == 30)
    #expect(slow < 30)
    await served.stop()
  }

  @Test func aThousandVisitorsLeaveNothing() async throws {
    let served = try ServedStream()
    try served.writeFrame()
    let before = Self.descriptors()
    try await onThread {
      for number in 0..<1000 {
        let client = try RawClient(port: served.port)
        switch number % 4 {
        case 0:
          client.get("/video/mjpeg" + served.drive)
          try client.read("a picture") { !$0.jpegs().isEmpty }
        case 1: try client.openSocket("/ws" + served.drive)
        case 2:
          client.get("/stats" + served.drive)
          _ = try client.status()
        default: client.send("GET /vid")
        }
      }
    }
    // The picture stands still: only reading tells the server that its viewers have gone.
    try await eventually("all connections end") { served.connections == 0 }
    try await eventually("nobody waits for pictures") { served.waiting == 0 }
    // The stream is let go when nobody has asked for pictures for a moment.
    try await eventually("descriptors are closed") { Self.descriptors() <= before }
    await served.stop()
  }

  @Test func memoryDoesNotGrowWithVisitors() async throws {
    let served = try ServedStream()
    try served.writeFrame()
    func visit(_ count: Int) async throws {
      try await onThread {
        for _ in 0..<count {
          let client = try RawClient(port: served.port)
          client.get("/video/mjpeg" + served.drive)
          try client.read("a picture") { !$0.jpegs().isEmpty }
        }
      }
      try await eventually("all connections end") { served.connections == 0 }
    }
    try await visit(300)
    let before = try #require(ProcessMemoryFigures.resident())
    try await visit(1000)
    let after = try #require(ProcessMemoryFigures.resident())
    // A kilobyte a visitor would be a leak; the allocator's own noise is below that.
    #expect(after - before < 4 << 20)
    await served.stop()
  }

  @Test func hostileRequestsAreRefusedAndDisturbNobody() async throws {
    let served = try ServedStream()
    try served.writeFrame()
    let token = served.drive
    try await onThread {
      let viewer = try RawClient(port: served.port)
      viewer.get("/video/mjpeg" + token)
      try viewer.read("a picture") { $0.jpegs().count == 1 }
      let cases: [(String, Int)] = [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        ("GET /\(token) HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        ("GET /ws\(token) HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n", 403),
        ("GET /?token=wrong HTTP/1.1\r\nHost: localhost\r\n\r\n", 401),
        ("GET /\(token) HTTP/1.1\r\n\r\n", 400),
        ("POST /\(token) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", 405),
        ("POST /offer\(token) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n", 413),
        ("POST /offer\(token) HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (
          "POST /offer\(token) HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
          411
        ),
        ("GET /js/../../etc/passwd\(token) HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        ("\u{16}\u{3}\u{1}\r\n\r\n\r\n", 400),
        ("GET /" + String(repeating: "a", count: 20_000) + "\r\n", 431),
      ]
      for (request, status) in cases {
        let client = try RawClient(port: served.port)
        client.send(request)
        #expect(try client.refusal() == status, "\(request.prefix(70))")
      }
      let socket = try RawClient(port: served.port)
      try socket.openSocket("/ws" + token)
      socket.send([0x81, 0xFF, 0, 0, 1, 0, 0, 0, 0, 0])  // a message of a terabyte
      try socket.read("the end") { $0.hasEnded }
      #expect(socket.received.suffix(4) == [0x88, 2, 0x03, 0xF1])
      let pieces = try RawClient(port: served.port)
      try pieces.openSocket("/ws" + token)
      for number in 0..<40 {
        pieces.say([UInt8](repeating: 65, count: 120), first: number == 0 ? 0x01 : 0x00)
      }
      try pieces.read("the end") { $0.hasEnded }
      // Whoever watches has noticed nothing.
      try served.writeFrame()
      try viewer.read("the next picture") { $0.jpegs().count == 2 }
    }
    #expect(served.log.all.contains { $0.contains("foreign Host evil.example") })
    #expect(served.log.all.contains { $0.contains("refused") && !$0.contains("\n") })
    await served.stop()
  }

  @Test func connectionsAreLimitedAndTheLimitIsGivenBack() async throws {
    let served = try ServedStream { $0.connectionLimit = 3 }
    try await onThread {
      do {
        let held = try (0..<3).map { _ in try RawClient(port: served.port) }
        for client in held {
          client.get("/health" + served.drive)
          #expect(try client.status() == 200)
        }
        let late = try RawClient(port: served.port)
        #expect(try late.refusal() == 503)
      }
      for _ in 0..<500 where served.connections > 0 { usleep(10_000) }
      let next = try RawClient(port: served.port)
      next.get("/health" + served.drive)
      #expect(try next.status() == 200)
    }
    await served.stop()
  }

  @Test func whoHasNoLinkTakesNobodysPlace() async throws {
    let served = try ServedStream { $0.connectionLimit = 8 }
    try await onThread {
      let viewer = try RawClient(port: served.port)
      viewer.get("/health" + served.drive)
      #expect(try viewer.status() == 200)
      let idlers = try (0..<30).map { _ in
        let client = try RawClient(port: served.port)
        client.send("GET / HT")
        return client
      }
      let next = try RawClient(port: served.port)
      next.get("/health" + served.drive)
      #expect(try next.status() == 200)
      // The oldest of them went, and nobody who was there with a link.
      try idlers[0].read("the end") { $0.hasEnded }
      viewer.get("/health" + served.drive)
      try viewer.read("a second answer") { $0.text.ranges(of: "HTTP/1.1 200").count == 2 }
    }
    await served.stop()
  }

  @Test func aPortThatIsTakenIsToldApart() async throws {
    let served = try ServedStream()
    let port = served.port
    #expect(throws: ServerError.self) { try ServedStream { $0.port = port } }
    do {
      _ = try Listener(host: "localhost", port: port)
      Issue.record("the port was given twice")
    } catch {
      guard case .cannotListen(_, isInUse: true) = error else {
        Issue.record("\(error)")
        return
      }
    }
    await served.stop()
    _ = try Listener(host: "localhost", port: port)
  }
}

/// Of this process.
enum ProcessMemoryFigures {
  /// Resident bytes.
  static func resident() -> Int? {
    let words = SystemFile.text("/proc/self/statm")?.split(separator: " ")
    return words.flatMap { Int($0[1]) }.map { $0 * 4096 }
  }
}
