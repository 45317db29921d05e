/// What libsixel refused.
public enum LibsixelError: Error, Equatable, CustomStringConvertible {
  /// The picture has no pixels.
  case emptyPicture
  /// libsixel failed in `operation` with `status` (a SIXELSTATUS).
  case failed(operation: String, status: Int32)

  public var description: String {
    switch self {
    case .emptyPicture: "libsixel cannot encode a picture without pixels"
    case .failed(let operation, let status):
      "libsixel failed in \(operation) with status \(String(status, radix: 16))"
    }
  }
}
