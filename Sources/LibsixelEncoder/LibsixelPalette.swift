internal import CSixel

/// Owns a `sixel_dither_t`: libsixel's palette and its settings.
@safe final class LibsixelPalette {
  let handle: OpaquePointer

  /// A palette of up to `colors` registers, not chosen yet.
  init(colors: Int) throws(LibsixelError) {
    var made: OpaquePointer?
    let status = unsafe sixel_dither_new(&made, Int32(colors), nil)
    guard status == SIXEL_OK, let made = unsafe made else {
      throw .failed(operation: "sixel_dither_new", status: status)
    }
    unsafe handle = made
  }

  deinit { unsafe sixel_dither_unref(handle) }

  /// Chooses colours for RGB `pixels` (`sixel_dither_initialize`, everything automatic).
  func choose(for pixels: inout [UInt8], width: Int, height: Int) throws(LibsixelError) {
    precondition(pixels.count >= width * height * 3)
    let status = unsafe sixel_dither_initialize(
      handle, &pixels, Int32(width), Int32(height), SIXEL_PIXELFORMAT_RGB888, SIXEL_LARGE_AUTO,
      SIXEL_REP_AUTO, SIXEL_QUALITY_AUTO)
    guard status == SIXEL_OK else {
      throw .failed(operation: "sixel_dither_initialize", status: status)
    }
  }

  /// Sets the method of diffusion, one of `SIXEL_DIFFUSE_...`.
  func setDiffusion(_ method: Int32) {
    unsafe sixel_dither_set_diffusion_type(handle, method)
  }
}
