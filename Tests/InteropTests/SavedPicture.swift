import CPNG
import Foundation

/// A PNG that Python saved, read with libpng itself so that no code of this project stands between.
struct SavedPicture {
  var width: Int
  var height: Int
  /// RGB, top row first.
  var pixels: [UInt8]

  init?(_ url: URL) {
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    guard unsafe png_image_begin_read_from_file(&image, url.path) != 0 else { return nil }
    unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
    width = unsafe Int(image.width)
    height = unsafe Int(image.height)
    pixels = [UInt8](repeating: 0, count: width * height * 3)
    guard unsafe png_image_finish_read(&image, nil, &pixels, 0, nil) != 0 else { return nil }
  }

  /// The same with the bottom row first, as FURY streams it.
  var bottomUp: [UInt8] {
    (0..<height).reversed().flatMap { row in pixels[(row * width * 3)..<((row + 1) * width * 3)] }
  }
}
