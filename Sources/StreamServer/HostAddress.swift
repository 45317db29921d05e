internal import FlyingSocks
internal import Glibc

/// An address of this machine to listen at.
struct HostAddress {
  let family: Int32
  /// In digits.
  let text: String

  /// True for addresses that only this machine reaches.
  var isLoopback: Bool { text == "::1" || text.hasPrefix("127.") }
  /// True for "all of this machine's".
  var isWildcard: Bool { text == "0.0.0.0" || text == "::" }

  /// Gives the address to a socket.
  func bind(_ socket: Socket, port: UInt16) throws {
    if family == AF_INET6 {
      try socket.bind(to: sockaddr_in6.inet6(ip6: text, port: port))
    } else {
      try socket.bind(to: sockaddr_in.inet(ip4: text, port: port))
    }
  }

  /// The addresses of a name, or the one that it is. `localhost` is both loopback addresses, whatever
  /// the machine's tables say, so that no other program can answer at the one left free.
  static func all(of host: String) throws(ServerError) -> [HostAddress] {
    if host == "localhost" {
      return [
        HostAddress(family: AF_INET, text: "127.0.0.1"), HostAddress(family: AF_INET6, text: "::1"),
      ]
    }
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, nil, &hints, &list)
    guard code == 0 else {
      throw .failed("--host \(host): \(unsafe String(cString: gai_strerror(code)))")
    }
    defer { unsafe freeaddrinfo(list) }
    var found: [HostAddress] = []
    var entry = unsafe list
    while let here = unsafe entry {
      var text = [CChar](repeating: 0, count: 256)
      let family = unsafe here.pointee.ai_family
      if family == AF_INET || family == AF_INET6,
        unsafe getnameinfo(
          here.pointee.ai_addr, here.pointee.ai_addrlen, &text, 256, nil, 0, NI_NUMERICHOST) == 0
      {
        let digits = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        found.append(HostAddress(family: family, text: digits))
      }
      unsafe entry = here.pointee.ai_next
    }
    return found
  }

  /// The machine's own names, as `Host` may have them.
  static var machineNames: [String] {
    var text = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&text, 255) == 0 else { return [] }
    let name = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).lowercased()
    let short = name.prefix { $0 != "." }
    return [name, String(short), short + ".local"]
  }

  /// An address under which others reach this machine, where it has one.
  static var reachable: String? {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return nil }
    defer { unsafe freeifaddrs(list) }
    var entry = unsafe list
    while let here = unsafe entry {
      defer { unsafe entry = here.pointee.ifa_next }
      var text = [CChar](repeating: 0, count: 256)
      guard let address = unsafe here.pointee.ifa_addr,
        unsafe address.pointee.sa_family == sa_family_t(AF_INET),
        unsafe here.pointee.ifa_flags & UInt32(IFF_LOOPBACK) == 0,
        unsafe getnameinfo(
          address, socklen_t(MemoryLayout<sockaddr_in>.size), &text, 256, nil, 0, NI_NUMERICHOST)
          == 0
      else { continue }
      return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
    return nil
  }
}
