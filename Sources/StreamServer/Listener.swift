internal import FlyingSocks
internal import Glibc

/// The sockets that browsers connect to: one for each address of the host's name.
struct Listener {
  private(set) var sockets: [Socket] = []
  /// The port of all of them.
  private(set) var port = 0

  /// - `host`: a name or an address. `port` 0: a free one.
  ///
  /// Throws ``ServerError``.
  init(host: String, port: Int) throws(ServerError) {
    guard (0...65_535).contains(port) else { throw .failed("the port must be 0 to 65535") }
    let addresses = try HostAddress.all(of: host)
    // A free port of the first address may be taken at the second.
    for attempt in 0..<20 {
      do throws(ServerError) {
        try listen(addresses, port)
        return
      } catch {
        for socket in sockets { try? socket.close() }
        sockets = []
        if port != 0 || attempt == 19 { throw error }
      }
    }
  }

  private mutating func listen(_ addresses: [HostAddress], _ port: Int) throws(ServerError) {
    var chosen = port
    var refusal: Int32 = 0
    for address in addresses {
      do {
        let socket = try Socket(domain: address.family)
        _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
        do {
          try socket.setValue(true, for: .localAddressReuse)
          if address.family == AF_INET6 { Self.keepToIPv6(socket) }
          try address.bind(socket, port: UInt16(chosen))
          try socket.listen()
        } catch {
          refusal = errno
          try? socket.close()
          throw error
        }
        sockets.append(socket)
        if chosen == 0 { chosen = try Self.port(of: socket) }
      } catch {
        // A machine without IPv6 has no ::1: that address is left out, if another one works.
        if refusal == EADDRNOTAVAIL || refusal == EAFNOSUPPORT { continue }
        let why = refusal == 0 ? "\(error)" : unsafe String(cString: strerror(refusal))
        throw .cannotListen(
          "\(address.text) port \(chosen): \(why)", isInUse: refusal == EADDRINUSE)
      }
    }
    guard !sockets.isEmpty else { throw .cannotListen("no address of it is here", isInUse: false) }
    self.port = chosen
  }

  private static func keepToIPv6(_ socket: Socket) {
    var on: Int32 = 1
    _ = unsafe setsockopt(
      socket.file.rawValue, Int32(IPPROTO_IPV6), Int32(IPV6_V6ONLY), &on, socklen_t(4))
  }

  private static func port(of socket: Socket) throws -> Int {
    switch try socket.sockname() {
    case .ip4(_, let port), .ip6(_, let port): Int(port)
    case .unix: 0
    }
  }
}
