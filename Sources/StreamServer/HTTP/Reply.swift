internal import FlyingFox
internal import Foundation

/// What is sent back: a head, and a body that is known whole.
struct Reply {
  var status: HTTPStatusCode
  var headers: [(String, String)] = []
  var body = Data()

  init(_ status: HTTPStatusCode = .ok, _ type: String, _ body: Data) {
    self.status = status
    self.body = body
    headers.append(("Content-Type", type))
  }

  static func json(_ text: String, _ status: HTTPStatusCode = .ok) -> Self {
    Self(status, "application/json", Data(text.utf8))
  }

  static func text(_ text: String, _ status: HTTPStatusCode) -> Self {
    Self(status, "text/plain; charset=utf-8", Data((text + "\n").utf8))
  }

  /// What every answer says: keep nothing, guess nothing, show it to no other site.
  static let common = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  /// All of it; without the body for `HEAD`.
  func bytes(keepAlive: Bool, withBody: Bool = true) -> Data {
    var bytes = Self.head(
      status,
      headers + [
        ("Content-Length", "\(body.count)"), ("Connection", keepAlive ? "keep-alive" : "close"),
      ])
    if withBody { bytes.append(body) }
    return bytes
  }

  /// A head with its empty line.
  static func head(_ status: HTTPStatusCode, _ headers: [(String, String)]) -> Data {
    var text = "HTTP/1.1 \(status.code) \(status.phrase)\r\n"
    for (name, value) in headers + common { text += "\(name): \(value)\r\n" }
    return Data((text + "\r\n").utf8)
  }
}
