/// Why bytes or numbers are not what FURY's wire has.
public enum WireError: Error, Sendable, Hashable {
  /// The row's first number is none of the eight ids.
  case unknownEvent(Double)
  /// A field is NaN or infinite, or so large that FURY's consumer would fail on it.
  case outOfRange(field: String, value: Double)
  /// A segment is shorter, or longer, than its header says.
  case wrongSize(segment: String, expected: Int, found: Int)
  /// A header holds a number that no FURY stream has.
  case badHeader(segment: String, reason: String)
  /// A message of FURY's web page is incomplete, or of an unknown type.
  case badMessage(reason: String)
}

extension WireError: CustomStringConvertible {
  /// One line that names the field or segment and the value found.
  public var description: String {
    switch self {
    case .unknownEvent(let id): "\(id) is no event id (1 to 8)"
    case .outOfRange(let field, let value): "\(field) is out of range: \(value)"
    case .wrongSize(let segment, let expected, let found):
      "the \(segment) segment has \(found) bytes, its header asks for \(expected)"
    case .badHeader(let segment, let reason): "the \(segment) header is not valid: \(reason)"
    case .badMessage(let reason): "not a message of FURY's page: \(reason)"
    }
  }
}
