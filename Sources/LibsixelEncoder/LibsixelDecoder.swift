internal import CSixel
public import Raster

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// Decodes sixel sequences with libsixel, as a second opinion on what was encoded.
public enum LibsixelDecoder {
  /// The picture that libsixel reads out of `bytes`.
  public static func decode(_ bytes: [UInt8]) throws(LibsixelError) -> Picture {
    var input = bytes
    var pixels: UnsafeMutablePointer<UInt8>?
    var palette: UnsafeMutablePointer<UInt8>?
    var width: Int32 = 0
    var height: Int32 = 0
    var colors: Int32 = 0
    let status = unsafe sixel_decode_raw(
      &input, Int32(input.count), &pixels, &width, &height, &palette, &colors, nil)
    defer {
      unsafe free(pixels)
      unsafe free(palette)
    }
    guard status == SIXEL_OK, let indices = unsafe pixels, let table = unsafe palette,
      width > 0, height > 0
    else { throw .failed(operation: "sixel_decode_raw", status: status) }
    var result: [UInt8] = []
    result.reserveCapacity(Int(width) * Int(height) * 3)
    for at in 0..<Int(width) * Int(height) {
      let color = unsafe Int(indices[at])
      guard color < Int(colors) else {
        throw .failed(operation: "sixel_decode_raw", status: Int32(color))
      }
      // The header says ARGB; what libsixel 1.10.3 stores is R, G, B.
      for channel in 0..<3 { unsafe result.append(table[3 * color + channel]) }
    }
    return Picture(width: Int(width), height: Int(height), pixels: result)
  }
}
