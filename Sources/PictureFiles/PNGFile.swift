internal import CPNG
internal import Raster

/// PNG through libpng's simplified interface, which reports errors without long jumps.
enum PNGFile {
  static func encode(_ picture: Picture) throws(PictureFileError) -> [UInt8] {
    precondition(picture.pixels.count == picture.width * picture.height * 3)
    var image = unsafe emptyImage()
    unsafe image.width = UInt32(picture.width)
    unsafe image.height = UInt32(picture.height)
    // Screens repeat themselves: the fast setting loses little.
    unsafe image.flags = UInt32(PNG_IMAGE_FLAG_FAST)
    var size = bound(of: picture)
    var bytes = [UInt8](repeating: 0, count: size)
    let written = unsafe png_image_write_to_memory(
      &image, &bytes, &size, 0, picture.pixels, Int32(picture.width * 3), nil)
    guard written != 0 else { throw unsafe .encoding(message(of: image)) }
    bytes.removeLast(bytes.count - size)
    return bytes
  }

  static func decode(_ bytes: [UInt8]) throws(PictureFileError) -> Picture {
    var image = unsafe emptyImage()
    defer { unsafe png_image_free(&image) }
    // libpng keeps the address of its input between the two calls.
    let outcome: Result<Picture, PictureFileError> = unsafe bytes.withUnsafeBytes { input in
      guard unsafe png_image_begin_read_from_memory(&image, input.baseAddress, input.count) != 0
      else { return unsafe .failure(.damaged(message(of: image))) }
      let (width, height) = unsafe (Int(image.width), Int(image.height))
      do throws(PictureFileError) {
        try PictureFiles.check(width: width, height: height)
      } catch {
        return .failure(error)
      }
      unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
      var background = png_color(red: 0, green: 0, blue: 0)
      var pixels = [UInt8](repeating: 0, count: width * height * 3)
      guard
        unsafe png_image_finish_read(&image, &background, &pixels, Int32(width * 3), nil) != 0
      else { return unsafe .failure(.damaged(message(of: image))) }
      return .success(Picture(width: width, height: height, pixels: pixels))
    }
    return try outcome.get()
  }

  private static func emptyImage() -> png_image {
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
    return unsafe image
  }

  /// More bytes than the file can have: stored blocks, filter bytes, chunks.
  private static func bound(of picture: Picture) -> Int {
    let raw = picture.height * (picture.width * 3 + 1)
    return raw + raw / 8 + 12 * (raw / 8192 + 1) + 1024
  }

  private static func message(of image: png_image) -> String {
    let text = unsafe withUnsafeBytes(of: image.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return text.isEmpty ? "libpng failed" : text
  }
}
