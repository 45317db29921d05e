/// Why a sixel sequence could not be decoded.
public enum SixelError: Error, Equatable, CustomStringConvertible {
  /// No `ESC P ... q` at the start.
  case noIntroducer
  /// The sequence ends without `ESC \`.
  case noTerminator
  /// A byte that has no meaning where it stands.
  case unexpectedByte(UInt8, offset: Int)
  /// A number above what the format or this decoder allows.
  case numberOutOfRange(offset: Int)
  /// A register above 255, or colour values beyond their range.
  case badColor(offset: Int)
  /// The same pixels are painted over and over, which only a hostile sequence does.
  case tooMuchPainting
  /// A width or height of 0, or above `SixelDecoder.maximumSide`, or too many pixels.
  case unsupportedSize(width: Int, height: Int)

  public var description: String {
    switch self {
    case .noIntroducer: "no sixel introducer"
    case .noTerminator: "the sixel sequence does not end"
    case .unexpectedByte(let byte, let offset):
      "byte 0x\(String(byte, radix: 16)) at \(offset) is out of place"
    case .numberOutOfRange(let offset): "the number at \(offset) is out of range"
    case .badColor(let offset): "the colour at \(offset) is out of range"
    case .tooMuchPainting: "the sixel sequence paints its pixels over and over"
    case .unsupportedSize(let width, let height):
      "a sixel picture of \(width)x\(height) pixels is not supported"
    }
  }
}
