internal import Glibc
internal import ServerLink

/// Asks a server whether it serves.
enum HealthCheck {
  /// True once `/health` has been answered with 200, within ten seconds.
  static func passes(_ link: ServerLine.Link) -> Bool {
    let token = link.watch.split(separator: "token=").last ?? ""
    let host = link.watch.dropFirst("http://".count).prefix { $0 != "/" }
    let name = host.prefix(host.utf8.count - "\(link.port)".utf8.count - 1)
    guard let socket = TCPSocket.connected(String(name), port: link.port) else { return false }
    defer { close(socket) }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    unsafe setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let request = Array(
      "GET /health?token=\(token) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
    guard unsafe send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      return false
    }
    var answer = [UInt8](repeating: 0, count: 12)
    let count = unsafe recv(socket, &answer, answer.count, Int32(MSG_WAITALL))
    return count == 12 && String(decoding: answer, as: UTF8.self) == "HTTP/1.1 200"
  }
}
