import FuryStream

/// Why a command stops: one line that says what is wrong and what to do, and the exit status.
struct Failure: Error {
  static let general: Int32 = 1
  static let usage: Int32 = 2
  static let terminal: Int32 = 5

  var message: String
  var status: Int32

  init(_ message: String, status: Int32 = general) {
    self.message = message
    self.status = status
  }

  init(_ error: StreamError) {
    message = error.description
    status = error.exitStatus
  }
}

extension StreamDiscovery {
  /// Finds the stream that a user means, or fails with a line and a status.
  static func find(_ selector: StreamSelector) throws -> StreamDescription {
    do {
      return try resolve(selector)
    } catch {
      throw Failure(error)
    }
  }
}
