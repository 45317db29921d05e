internal import FlyingFox

/// Reads the head of a request: the request line and its headers.
///
/// Strict, because who sends it may be anybody: what is ambiguous is refused.
enum RequestHead {
  /// Bytes of a head at most.
  static let limit = 16_384
  private static let headerLimit = 100

  /// Where the head at the beginning of `bytes` ends, the empty line included; nil while it has not
  /// come whole.
  static func end(of bytes: [UInt8], from start: Int = 0) -> Int? {
    var index = max(3, start)
    while index < bytes.count {
      if bytes[index] == 10, bytes[index - 1] == 13, bytes[index - 2] == 10, bytes[index - 3] == 13
      {
        return index + 1
      }
      index += 1
    }
    return nil
  }

  /// The request without a body. Throws ``Refusal`` with status 400, 431 or 505.
  static func parse(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> HTTPRequest {
    guard bytes.allSatisfy({ $0 >= 32 && $0 < 127 || $0 == 13 || $0 == 10 || $0 == 9 }) else {
      throw Refusal(.badRequest, "bytes in the head that no head has")
    }
    var lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: true)
    guard !lines.isEmpty else { throw Refusal(.badRequest, "an empty head") }
    let words = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[1].hasPrefix("/") else {
      throw Refusal(.badRequest, "no request line")
    }
    guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
      throw Refusal(.httpVersionNotSupported, "not HTTP/1.1")
    }
    guard lines.count <= headerLimit else {
      throw Refusal(.requestHeaderFieldsTooLarge, "too many headers")
    }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return HTTPRequest(
      method: HTTPMethod(String(words[0])), version: HTTPVersion(String(words[2])),
      target: .init(path: String(target[0]), query: target.count > 1 ? String(target[1]) : ""),
      headers: try headers(lines), body: HTTPBodySequence())
  }

  private static func headers(_ lines: [Substring]) throws(Refusal) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        line[..<colon].allSatisfy({ !$0.isWhitespace })
      else { throw Refusal(.badRequest, "a header without its name") }
      let name = HTTPHeader(String(line[..<colon]))
      // Two of these would leave it open which one counts.
      if [.host, .contentLength, .transferEncoding, HTTPHeader("Origin")].contains(name),
        headers[name] != nil
      {
        throw Refusal(.badRequest, "\(name.rawValue) twice")
      }
      headers.addValue(trimmed(line[line.index(after: colon)...]), for: name)
    }
    return headers
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
