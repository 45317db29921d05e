internal import CTurboJPEG

/// Makes JPEGs of one frame after the other: the compressor and its buffer are kept.
///
/// Used by one thread at a time. ``PictureFiles`` makes single files.
@safe
public final class JPEGEncoder {
  private let handle: tjhandle
  private var output: [UInt8] = []

  /// Throws `.encoding` where libturbojpeg does not start.
  public init() throws(PictureFileError) {
    guard let handle = unsafe tjInitCompress() else {
      throw .encoding("libturbojpeg does not start")
    }
    unsafe self.handle = handle
  }

  deinit { unsafe tjDestroy(handle) }

  /// The JPEG of a picture, handed to `body` while it lies in the encoder's own buffer, which
  /// must not be kept.
  ///
  /// - `pixels`: RGB, rows tightly packed, bottom row first, `width · height · 3` bytes.
  /// - `quality`: 1...100. Up to 89 the colours have half the resolution (4:2:0), which the eye does
  ///   not see in what moves; above, all of it (4:4:4).
  ///
  /// Throws `.unsupportedSize` and `.encoding`.
  public func encode<Result>(
    bottomUp pixels: [UInt8], width: Int, height: Int, quality: Int,
    _ body: (ArraySlice<UInt8>) -> Result
  ) throws(PictureFileError) -> Result {
    try PictureFiles.check(width: width, height: height)
    precondition(pixels.count == width * height * 3)
    let sampling = Int32((quality < 90 ? TJSAMP_420 : TJSAMP_444).rawValue)
    var size = tjBufSize(Int32(width), Int32(height), sampling)
    if output.count < Int(size) { output = [UInt8](repeating: 0, count: Int(size)) }
    let status = unsafe output.withUnsafeMutableBufferPointer { output in
      var start = output.baseAddress
      return unsafe tjCompress2(
        handle, pixels, Int32(width), 0, Int32(height), Int32(TJPF_RGB.rawValue), &start, &size,
        sampling, Int32(min(100, max(1, quality))),
        TJFLAG_NOREALLOC | TJFLAG_BOTTOMUP | TJFLAG_FASTDCT)
    }
    guard status == 0 else {
      let text = unsafe tjGetErrorStr2(handle).map { unsafe String(cString: $0) }
      throw .encoding(text ?? "libturbojpeg failed")
    }
    return body(output[..<Int(size)])
  }
}
