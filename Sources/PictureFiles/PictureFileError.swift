/// Why a picture file could not be read or written.
public enum PictureFileError: Error, Equatable, CustomStringConvertible {
  /// The bytes begin like no format that is known here.
  case unknownFormat
  /// The bytes are damaged or cut off; the text says how.
  case damaged(String)
  /// A side is 0 or above `PictureFiles.maximumSide`, or the area above `maximumPixels`.
  case unsupportedSize(width: Int, height: Int)
  /// The library that writes the format failed; the text says how.
  case encoding(String)

  public var description: String {
    switch self {
    case .unknownFormat: "neither a PNG, a JPEG nor a PPM picture"
    case .damaged(let reason): "the picture is damaged: \(reason)"
    case .unsupportedSize(let width, let height):
      "a picture of \(width)x\(height) pixels is not supported"
    case .encoding(let reason): "the picture cannot be written: \(reason)"
    }
  }
}
