import Foundation
import FuryStream
import FuryWire
import PictureFiles
import Raster
import TerminalLab
import Testing

@testable import StreamServer

/// The server on loopback, against a client that sends exactly what it is told.
@Suite(.serialized) struct ServerRouteTests {
  @Test func everyRouteNeedsTheToken() async throws {
    let served = try ServedStream()
    try await onThread {
      for target in [
        "/", "/js/main.js", "/video/mjpeg", "/ws", "/health", "/stats", "/offer", "/x",
      ] {
        let client = try RawClient(port: served.port)
        client.get(target)
        #expect(try client.refusal() == 401)
      }
      for (target, status) in [
        ("/", 200), ("/js/main.js", 200), ("/health", 200), ("/stats", 200), ("/none", 404),
        ("/ws", 400), ("/offer", 405),
      ] {
        let client = try RawClient(port: served.port)
        client.get(target + served.drive)
        #expect(try client.status() == status, "\(target)")
      }
    }
    #expect(served.log.all.contains { $0.contains("GET /stats: no token") })
    #expect(!served.log.all.contains { $0.contains(served.drive.dropFirst(7)) })
    await served.stop()
  }

  @Test func theTokenBecomesACookie() async throws {
    let served = try ServedStream()
    try await onThread {
      let client = try RawClient(port: served.port)
      client.get("/" + served.drive)
      try client.read("the page") { $0.text.contains("</html>") }
      let cookie = "fury-tui-\(served.port)=\(served.drive.dropFirst(7))"
      #expect(client.text.contains("Set-Cookie: \(cookie); Path=/; HttpOnly; SameSite=Strict\r\n"))
      #expect(client.text.contains("Content-Security-Policy: default-src 'none'"))
      #expect(client.text.contains("js/main.js\(served.drive)"))
      let second = try RawClient(port: served.port)
      second.get("/stats", "Cookie: \(cookie)\r\n")
      #expect(try second.status() == 200)
      // The connection serves what follows, too.
      second.get("/health", "Cookie: \(cookie)\r\n")
      try second.read("a second answer") { $0.text.contains("\"ok\"") }
    }
    await served.stop()
  }

  @Test func picturesAreMultipartAndCorrect() async throws {
    let served = try ServedStream { $0.quality = 100 }
    let (width, height) = (64, 48)
    // The lower half is red, the upper half is blue, in FURY's order.
    let red = [UInt8](repeating: 0, count: width * height / 2 * 3).enumerated().map {
      $0.offset % 3 == 0 ? 255 : $0.element
    }
    let blue = red.indices.map { $0 % 3 == 2 ? UInt8(255) : 0 }
    try served.owner.write(red + blue, width: width, height: height)
    let jpegs = try await onThread {
      let client = try RawClient(port: served.port)
      client.get("/video/mjpeg" + served.drive)
      try client.read("a picture") { $0.jpegs().count == 1 }
      #expect(
        client.text.contains("Content-Type: multipart/x-mixed-replace;boundary=image-boundary\r\n"))
      // Its end is told at once, and while nothing changes nothing is sent.
      try client.read("the boundary") { $0.text.hasSuffix("\r\n--image-boundary\r\n") }
      let count = client.received.count
      try served.owner.write(red + blue, width: width, height: height)
      #expect(!client.read(milliseconds: 300))
      #expect(client.received.count == count)
      return client.jpegs()
    }
    let picture = try PictureFiles.decode(jpegs[0])
    #expect((picture.width, picture.height) == (width, height))
    #expect(picture.pixels[2] > 240 && picture.pixels[0] < 15)
    #expect(picture.pixels[picture.pixels.count - 3] > 240)
    await served.stop()
  }

  /// PEERS: FURY's messages become FURY's rows.
  @Test func messagesBecomeEvents() async throws {
    let served = try ServedStream()
    try await onThread {
      let client = try RawClient(port: served.port)
      try client.openSocket("/ws" + served.drive, "Origin: http://localhost\r\n")
      client.say(#"{"type":"weel","deltaY":0.2,"timestampInMs":123}"#)
      #expect(try served.event()?.row() == [1, 0.2, 0, 0, 0, 0, 123, 0])
      client.say(
        #"{"type":"mouseMove","x":-3,"y":2,"ctrlKey":1,"shiftKey":0,"timestampInMs":123}"#)
      #expect(try served.event()?.row() == [2, 0, -3, 2, 1, 0, 123, 0])
      client.say(
        #"{"type":"mouseLeftClick","on":1,"mouseButton":0,"x":0.5,"y":0.5,"ctrlKey":0,"shiftKey":1,"timestampInMs":9}"#
      )
      #expect(try served.event()?.row() == [3, 0, 0.5, 0.5, 0, 1, 9, 0])
      for bad in [
        #"{"type":"mouseLeftClick","on":1,"mouseButton":3,"x":0,"y":0,"ctrlKey":0,"shiftKey":0,"timestampInMs":9}"#,
        #"{"type":"mouseMove","x":0,"y":0,"ctrlKey":2,"shiftKey":0,"timestampInMs":9}"#,
        #"{"type":"mouseMove","x":1e999,"y":0,"ctrlKey":0,"shiftKey":0,"timestampInMs":9}"#,
        #"{"type":"mouseMove","y":0,"ctrlKey":0,"shiftKey":0,"timestampInMs":9}"#,
        #"{"type":"weel","deltaY":"a","timestampInMs":9}"#, "{", "[]", "null", #"{"type":"x"}"#,
      ] {
        let before = client.received.count
        client.say(bad)
        try client.read("an answer to \(bad)") { $0.received.count > before }
        #expect(client.text.contains(#""type":"error""#))
      }
      // The socket is open, and what was wrong has not reached the queue.
      client.say(#"{"type":"weel","deltaY":60,"timestampInMs":5}"#)
      #expect(try served.event()?.row() == [1, 60, 0, 0, 0, 0, 5, 0])
      // It goes in the middle of a drag: the button does not stay down.
      client.say([3, 0xE8], first: 0x88)
      #expect(try served.event()?.id == .leftRelease)
    }
    await served.stop()
  }

  @Test func whoOnlyWatchesDrivesNothing() async throws {
    let served = try ServedStream()
    try await onThread {
      let client = try RawClient(port: served.port)
      try client.openSocket("/ws" + served.watch)
      client.say(#"{"type":"weel","deltaY":60,"timestampInMs":5}"#)
      try client.read("a refusal") { $0.text.contains("this link only shows the scene") }
      #expect(served.owner.dequeue() == nil)
    }
    await served.stop()
    let closed = try ServedStream { $0.viewOnly = true }
    #expect(closed.server.driveLink == nil)
    await closed.stop()
  }

  @Test func offersAreAnswered() async throws {
    struct Answering: OfferAnswering {
      func answer(offer: String) async throws -> String {
        guard offer == "v=0\r\n" else { throw OfferRefused(reason: "no video in it") }
        return "answer"
      }
      func stop() async {}
      var peerCount: Int { 0 }
    }
    let served = try ServedStream(offers: Answering())
    let none = try ServedStream()
    func ask(_ port: Int, _ query: String, _ body: String) async throws -> String {
      try await onThread {
        let client = try RawClient(port: port)
        client.send(
          "POST /offer\(query) HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
        try client.read("the answer") { $0.hasEnded }
        return client.text
      }
    }
    let answer = try await ask(served.port, served.drive, #"{"sdp":"v=0\r\n","type":"offer"}"#)
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains(#""type":"answer""#))
    #expect(answer.contains(#""sdp":"answer""#))
    let refused = try await ask(served.port, served.drive, #"{"sdp":"x","type":"offer"}"#)
    #expect(refused.hasPrefix("HTTP/1.1 400 ") && refused.contains("no video in it"))
    #expect(try await ask(served.port, served.drive, "x").hasPrefix("HTTP/1.1 400 "))
    let without = try await ask(none.port, none.drive, #"{"sdp":"v=0\r\n","type":"offer"}"#)
    #expect(without.hasPrefix("HTTP/1.1 503 ") && without.contains("no WebRTC"))
    await served.stop()
    await none.stop()
  }

  @Test func theEndOfTheStreamEndsTheServer() async throws {
    let served = try ServedStream()
    try served.writeFrame()
    try await onThread {
      let client = try RawClient(port: served.port)
      client.get("/video/mjpeg" + served.drive)
      try client.read("a picture") { $0.jpegs().count == 1 }
      guard case .named(let info) = served.owner.description.info else { return }
      let file = try #require(FileHandle(forWritingAtPath: "/dev/shm/\(info)"))
      try file.truncate(atOffset: 0)
      try client.read("the end") { $0.hasEnded }
    }
    #expect(await served.ending() is StreamError)
    await served.stop()
  }
}
