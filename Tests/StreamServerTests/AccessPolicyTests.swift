import FlyingFox
import Testing

@testable import StreamServer

@Suite struct AccessPolicyTests {
  private let policy = AccessPolicy(viewOnly: false, hostNames: ["localhost"], port: 8000)
  private var token: String { policy.driveToken!.text }

  private func status(
    host: String? = "localhost:8000", query: String = "", _ headers: [String: String] = [:],
    of policy: AccessPolicy? = nil
  ) -> Int {
    var all = HTTPHeaders()
    if let host { all[.host] = host }
    for (name, value) in headers { all[HTTPHeader(name)] = value }
    let request = HTTPRequest(
      method: .GET, version: .http11, target: .init(path: "/", query: query), headers: all,
      body: HTTPBodySequence())
    do throws(Refusal) {
      return try (policy ?? self.policy).check(request).role == .drive ? 1 : 2
    } catch {
      return error.status.code
    }
  }

  @Test func theTokenSaysWhatIsAllowed() {
    #expect(status(query: "token=\(token)") == 1)
    #expect(status(query: "encoding=mjpeg&token=\(token)") == 1)
    #expect(status(query: "token=\(policy.watchToken.text)") == 2)
    #expect(status(["Authorization": "Bearer \(token)"]) == 1)
    #expect(status(["Cookie": "a=b; fury-tui-8000=\(token)"]) == 1)
  }

  @Test func everythingElseIsRefused() {
    #expect(status() == 401)
    #expect(status(query: "token=") == 401)
    #expect(status(query: "token=\(token.dropLast())") == 401)
    #expect(status(query: "token=\(token)x") == 401)
    #expect(status(query: "xtoken=\(token)") == 401)
    #expect(status(["Cookie": "fury-tui-8001=\(token)"]) == 401)
    // A wrong token is not made good by a cookie.
    #expect(status(query: "token=x", ["Cookie": "fury-tui-8000=\(token)"]) == 401)
    let watching = AccessPolicy(viewOnly: true, hostNames: [], port: 1)
    #expect(watching.driveToken == nil)
    #expect(status(query: "token=\(watching.watchToken.text)", of: watching) == 2)
  }

  @Test(arguments: [
    "localhost", "localhost:9000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000", "192.168.1.7:80",
    "fury.localhost",
  ]) func ownNamesAreServed(host: String) {
    #expect(status(host: host, query: "token=\(token)") == 1)
  }

  /// DNS rebinding: a page of evil.example whose name now leads here.
  @Test(arguments: [
    "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "1.2.3.256", "", "[evil]",
    "notlocalhost",
  ]) func foreignHostsAreNot(host: String) {
    #expect(status(host: host, query: "token=\(token)") == 403)
    #expect(status(host: nil, query: "token=\(token)") == 400)
  }

  @Test func onlyOurOwnPagesMayAsk() {
    let query = "token=\(token)"
    #expect(status(query: query, ["Origin": "http://localhost:8000"]) == 1)
    // Through a forwarded port both have another number.
    #expect(status(host: "localhost:9", query: query, ["Origin": "http://localhost:9"]) == 1)
    for origin in ["http://localhost:8888", "http://evil.example", "null", "localhost:8000", ""] {
      #expect(status(query: query, ["Origin": origin]) == 403)
    }
  }

  /// To a browser, other ports are the same site: it sends them our cookie.
  @Test func theCookieAloneIsNotEnoughForOtherSites() {
    let cookie = ["Cookie": "fury-tui-8000=\(token)"]
    func from(_ site: String, _ mode: String) -> Int {
      status(cookie.merging(["Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode]) { $1 })
    }
    #expect(from("same-origin", "no-cors") == 1)
    #expect(from("none", "navigate") == 1)
    #expect(from("same-site", "navigate") == 1)
    #expect(from("same-site", "no-cors") == 403)
    #expect(from("cross-site", "websocket") == 403)
  }

  @Test func tokensAreLongAndNeverTheSame() {
    let tokens = Set((0..<100).map { _ in AccessToken().text })
    #expect(tokens.count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 43 })
    #expect(policy.driveToken!.text != policy.watchToken.text)
  }
}
