internal import CTurboJPEG
internal import Raster

/// JPEG through libturbojpeg.
enum JPEGFile {
  static func encode(_ picture: Picture, quality: Int) throws(PictureFileError) -> [UInt8] {
    precondition(picture.pixels.count == picture.width * picture.height * 3)
    guard let handle = unsafe tjInitCompress() else {
      throw .encoding("libturbojpeg does not start")
    }
    defer { unsafe tjDestroy(handle) }
    let sampling = Int32(TJSAMP_444.rawValue)
    var size = tjBufSize(Int32(picture.width), Int32(picture.height), sampling)
    var bytes = [UInt8](repeating: 0, count: Int(size))
    let status = unsafe bytes.withUnsafeMutableBufferPointer { output in
      var start = output.baseAddress
      return unsafe tjCompress2(
        handle, picture.pixels, Int32(picture.width), 0, Int32(picture.height),
        Int32(TJPF_RGB.rawValue), &start, &size, sampling, Int32(quality), TJFLAG_NOREALLOC)
    }
    guard status == 0 else { throw unsafe .encoding(message(of: handle)) }
    bytes.removeLast(bytes.count - Int(size))
    return bytes
  }

  static func decode(_ bytes: [UInt8]) throws(PictureFileError) -> Picture {
    guard let handle = unsafe tjInitDecompress() else {
      throw .damaged("libturbojpeg does not start")
    }
    defer { unsafe tjDestroy(handle) }
    var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    guard
      unsafe tjDecompressHeader3(
        handle, bytes, UInt(bytes.count), &width, &height, &sampling, &space) == 0
    else { throw unsafe .damaged(message(of: handle)) }
    try PictureFiles.check(width: Int(width), height: Int(height))
    var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height) * 3)
    // A cut-off file is an error here, not a picture with a grey end; a bomb of scans too.
    let status = unsafe tjDecompress2(
      handle, bytes, UInt(bytes.count), &pixels, width, 0, height, Int32(TJPF_RGB.rawValue),
      TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS)
    guard status == 0 else { throw unsafe .damaged(message(of: handle)) }
    return Picture(width: Int(width), height: Int(height), pixels: pixels)
  }

  private static func message(of handle: tjhandle) -> String {
    guard let text = unsafe tjGetErrorStr2(handle) else { return "libturbojpeg failed" }
    return unsafe String(cString: text)
  }
}
