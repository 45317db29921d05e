internal import FlyingFox

/// Who is served: whoever has a link, from a page of this server, under a name of this machine.
struct AccessPolicy: Sendable {
  /// What a link allows.
  enum Role: Sendable {
    case drive
    case watch
  }

  /// What a request was found to be.
  struct Grant: Sendable {
    var role: Role
    /// The token stood in the address: the browser may be given the cookie.
    var token: String?
  }

  /// Nil where nobody may drive.
  let driveToken: AccessToken?
  let watchToken: AccessToken
  /// Names under which this machine is reached; addresses in digits are always allowed, because no
  /// foreign site can be reached under them.
  let hostNames: Set<String>
  let cookieName: String

  /// Cookies know no ports: the name keeps two servers on one machine apart.
  init(viewOnly: Bool, hostNames: Set<String>, port: Int) {
    driveToken = viewOnly ? nil : AccessToken()
    watchToken = AccessToken()
    self.hostNames = hostNames
    cookieName = "fury-tui-\(port)"
  }

  /// Throws ``Refusal`` with status 403 or 401.
  func check(_ request: HTTPRequest) throws(Refusal) -> Grant {
    guard let host = request.headers[.host] else { throw Refusal(.badRequest, "no Host") }
    guard isOwn(host) else { throw Refusal(.forbidden, "foreign Host \(host)") }
    if let origin = request.headers[HTTPHeader("Origin")],
      origin != "http://\(host)", origin != "https://\(host)"
    {
      throw Refusal(.forbidden, "foreign Origin \(origin)")
    }
    // A token that is named counts, right or wrong.
    if let token = token(named: request) {
      guard let role = role(of: token) else { throw Refusal(.unauthorized, "wrong token") }
      return Grant(role: role, token: token)
    }
    guard let role = cookies(request).lazy.compactMap(role).first else {
      throw Refusal(.unauthorized, "no token")
    }
    try checkSite(request)
    return Grant(role: role, token: nil)
  }

  /// The cookie that stands for the token from now on.
  func cookie(_ token: String) -> (String, String) {
    ("Set-Cookie", "\(cookieName)=\(token); Path=/; HttpOnly; SameSite=Strict")
  }

  /// Other ports of this machine are the same site to a browser, which sends them our cookie: so
  /// what is not asked for by our own page needs the token, or is a page that the user opens.
  private func checkSite(_ request: HTTPRequest) throws(Refusal) {
    let site = request.headers[HTTPHeader("Sec-Fetch-Site")] ?? "none"
    guard site != "same-origin", site != "none" else { return }
    guard request.headers[HTTPHeader("Sec-Fetch-Mode")] == "navigate" else {
      throw Refusal(.forbidden, "asked for by a page of another site")
    }
  }

  private func isOwn(_ host: String) -> Bool {
    let name = Self.name(host).lowercased()
    return Self.isAddress(name) || name == "localhost" || name.hasSuffix(".localhost")
      || hostNames.contains(name)
  }

  /// A `Host` without its port.
  static func name(_ host: String) -> Substring {
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return host[...end] }
    return host.prefix { $0 != ":" }
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private func role(of token: String) -> Role? {
    if let driveToken, driveToken.matches(token) { return .drive }
    return watchToken.matches(token) ? .watch : nil
  }

  private func token(named request: HTTPRequest) -> String? {
    for part in request.target.query().split(separator: "&") where part.hasPrefix("token=") {
      return String(part.dropFirst("token=".count))
    }
    guard let value = request.headers[.authorization], value.hasPrefix("Bearer ") else {
      return nil
    }
    return String(value.dropFirst("Bearer ".count))
  }

  private func cookies(_ request: HTTPRequest) -> [String] {
    request.headers.values(for: .cookie).flatMap { $0.split(separator: ";") }.compactMap {
      let pair = $0.drop { $0 == " " }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return pair.count == 2 && pair[0] == cookieName ? String(pair[1]) : nil
    }
  }
}
