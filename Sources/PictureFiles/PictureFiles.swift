public import Raster

/// Pictures to and from the bytes of PNG, JPEG and PPM files.
public enum PictureFiles {
  /// The longest side that is read or written.
  public static let maximumSide = 16_384
  /// The largest area that is read or written, in pixels.
  public static let maximumPixels = 1 << 26

  /// The file that holds `picture`.
  ///
  /// `quality`, 1...100, is JPEG's (4:4:4, so colours stay where they are); the others keep every
  /// pixel. Other values of it count as the nearest of these.
  public static func encode(
    _ picture: Picture, as format: PictureFormat, quality: Int = 95
  ) throws(PictureFileError) -> [UInt8] {
    try check(width: picture.width, height: picture.height)
    switch format {
    case .png: return try PNGFile.encode(picture)
    case .jpg: return try JPEGFile.encode(picture, quality: min(100, max(1, quality)))
    case .ppm: return PPMFile.encode(picture)
    }
  }

  /// The picture in `bytes`, whose format shows in its first bytes.
  ///
  /// Transparent pixels of a PNG are laid over black; PPM is the binary kind (P6) with up to 255
  /// steps a channel.
  public static func decode(_ bytes: [UInt8]) throws(PictureFileError) -> Picture {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return try PNGFile.decode(bytes) }
    if bytes.starts(with: [0xFF, 0xD8]) { return try JPEGFile.decode(bytes) }
    if bytes.starts(with: [0x50, 0x36]) { return try PPMFile.decode(bytes) }
    throw .unknownFormat
  }

  /// Refuses sizes that no picture here may have.
  static func check(width: Int, height: Int) throws(PictureFileError) {
    guard 1...maximumSide ~= width, 1...maximumSide ~= height, width * height <= maximumPixels
    else { throw .unsupportedSize(width: width, height: height) }
  }
}
