import FlyingFox
import Testing

@testable import StreamServer

@Suite struct RequestHeadTests {
  private func parse(_ text: String) throws -> HTTPRequest {
    try RequestHead.parse(Array(text.utf8)[...])
  }

  @Test func aRequestIsRead() throws {
    let request = try parse(
      "GET /js/main.js?token=a%20b&c HTTP/1.1\r\nHost: localhost:80\r\nCookie:  a=b \r\n\r\n")
    #expect(request.method == .GET)
    #expect(request.target.path() == "/js/main.js")
    #expect(request.target.query() == "token=a%20b&c")
    #expect(request.headers[.host] == "localhost:80")
    #expect(request.headers[.cookie] == "a=b")
  }

  @Test func theEndIsFoundWhereverTheBytesAreCut() {
    let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\nrest".utf8)
    let end = bytes.count - 4
    for cut in 0..<bytes.count {
      #expect(RequestHead.end(of: Array(bytes[..<cut])) == (cut < end ? nil : end))
      #expect(RequestHead.end(of: bytes, from: min(cut, end - 1)) == end)
    }
  }

  @Test(arguments: [
    "", "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
    "GET http://a/ HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\n folded\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nX: \u{7f}\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "GET /\0 HTTP/1.1\r\n\r\n",
    "GET /é HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 101) + "\r\n",
  ]) func whatIsAmbiguousIsRefused(text: String) {
    #expect(throws: Refusal.self) { try parse(text) }
  }
}
