internal import CSixel

/// Owns a `sixel_output_t` and collects what libsixel writes to it.
@safe final class LibsixelOutput {
  private(set) var bytes: [UInt8] = []
  private var handle: OpaquePointer?

  init() throws(LibsixelError) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let status = unsafe sixel_output_new(
      &handle,
      { data, count, context in
        guard let data = unsafe data, let context = unsafe context, count > 0 else { return 0 }
        let output = unsafe Unmanaged<LibsixelOutput>.fromOpaque(context).takeUnretainedValue()
        unsafe output.bytes.append(
          contentsOf: UnsafeRawBufferPointer(start: data, count: Int(count)))
        return count
      }, context, nil)
    guard status == SIXEL_OK, unsafe handle != nil else {
      throw .failed(operation: "sixel_output_new", status: status)
    }
  }

  deinit {
    if let handle = unsafe handle { unsafe sixel_output_unref(handle) }
  }

  /// Encodes RGB `pixels`, which libsixel may change, in the colours of `palette`.
  func write(
    _ pixels: inout [UInt8], width: Int, height: Int, palette: LibsixelPalette
  ) throws(LibsixelError) {
    precondition(pixels.count >= width * height * 3)
    bytes.reserveCapacity(1 << 16)
    let status = unsafe sixel_encode(
      &pixels, Int32(width), Int32(height), 3, palette.handle, handle)
    guard status == SIXEL_OK else { throw .failed(operation: "sixel_encode", status: status) }
  }
}
