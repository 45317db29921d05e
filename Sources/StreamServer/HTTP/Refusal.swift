internal import FlyingFox

/// Why a request is not served: the status for its sender, one line for the log.
struct Refusal: Error {
  var status: HTTPStatusCode
  var reason: String

  init(_ status: HTTPStatusCode, _ reason: String) {
    self.status = status
    self.reason = reason
  }
}
