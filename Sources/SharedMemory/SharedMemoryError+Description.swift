import Glibc

extension SharedMemoryError: CustomStringConvertible {
  /// One line: the call, its subject and the system's reason.
  public var description: String {
    switch self {
    case .system(let call, let subject, let code):
      "\(call) \(subject): \(Self.reason(of: code))"
    case .short(let subject, let wanted, let got):
      "\(subject) is too short: \(wanted) bytes wanted, \(got) there"
    case .outOfRange(let subject):
      "\(subject): offset or length out of range"
    }
  }

  private static func reason(of code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
