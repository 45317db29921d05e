internal import Glibc

/// Sockets for two small questions: is a port free, is a server there.
enum TCPSocket {
  /// The descriptor of a connection, nil where there is none.
  static func connected(_ host: String, port: Int) -> Int32? {
    unsafe each(host, port) { unsafe connect($0, $1, $2) }.first { $0.status == 0 }?.keep()
  }

  /// The error of binding each address of `host`, 0 where that worked.
  static func bindErrors(_ host: String, port: Int) -> [Int32] {
    unsafe each(host, port) { socket, address, length in
      var on: Int32 = 1
      // As servers do, so that a connection that lingers does not count.
      unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, 4)
      if unsafe address.pointee.sa_family == sa_family_t(AF_INET6) {
        unsafe setsockopt(socket, Int32(IPPROTO_IPV6), Int32(IPV6_V6ONLY), &on, 4)
      }
      let status = unsafe bind(socket, address, length)
      // Two sockets may be bound so; only one can listen.
      return status == 0 ? listen(socket, 1) : status
    }.map(\.status)
  }

  private final class Attempt {
    let socket: Int32
    let status: Int32
    private var isKept = false

    init(_ socket: Int32, _ status: Int32) { (self.socket, self.status) = (socket, status) }

    deinit { if !isKept { close(socket) } }

    func keep() -> Int32 {
      isKept = true
      return socket
    }
  }

  private static func each(
    _ host: String, _ port: Int,
    _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> [Attempt] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, "\(port)", &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var attempts: [Attempt] = []
    var entry = unsafe list
    while let here = unsafe entry {
      let made = unsafe socket(
        here.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      if made >= 0 {
        let status = unsafe body(made, here.pointee.ai_addr, here.pointee.ai_addrlen)
        attempts.append(Attempt(made, status == 0 ? 0 : errno))
      }
      unsafe entry = here.pointee.ai_next
    }
    return attempts
  }
}

/// True where a server can listen at this port now; FURY's `check_port_is_available`.
///
/// - `host`: a name or an address of this machine. `port`: 1 to 65535.
///
/// An answer is out of date at once: to get a port for certain, let the server take one (port 0).
public func isPortAvailable(host: String, port: Int) -> Bool {
  guard (1...65_535).contains(port) else { return false }
  let errors = TCPSocket.bindErrors(host, port: port)
  // A machine without IPv6 has no ::1.
  return errors.contains(0) && errors.allSatisfy { $0 == 0 || $0 == EADDRNOTAVAIL }
}
