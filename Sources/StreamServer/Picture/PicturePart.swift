internal import Foundation

/// A frame as a part of a `multipart/x-mixed-replace` body, made once for all who get it.
struct PicturePart: Sendable {
  /// The boundary that FURY's server uses, too.
  static let boundary = "image-boundary"
  /// The body's beginning; every part ends with the boundary of the next.
  static let preamble = Data("--\(boundary)\r\n".utf8)

  /// The part's header, the JPEG, and the next boundary.
  ///
  /// That boundary is sent at once, because browsers show a picture when they see where it ends:
  /// without it the last picture before a pause would stay unseen.
  let bytes: Data
  /// Bytes of the JPEG alone.
  let jpegByteCount: Int

  /// - `time`: when the frame was found, in milliseconds since the Unix epoch.
  init(jpeg: ArraySlice<UInt8>, time: Double) {
    let seconds = Int(time / 1000)
    let micros = Int((time - Double(seconds) * 1000) * 1000)
    let fraction = String(micros + 1_000_000).dropFirst()
    let header =
      "Content-Type: image/jpeg\r\nContent-Length: \(jpeg.count)\r\n"
      + "X-Timestamp: \(seconds).\(fraction)\r\n\r\n"
    let end = "\r\n--\(Self.boundary)\r\n"
    var bytes = Data(capacity: header.utf8.count + jpeg.count + end.utf8.count)
    bytes.append(contentsOf: header.utf8)
    bytes.append(contentsOf: jpeg)
    bytes.append(contentsOf: end.utf8)
    self.bytes = bytes
    jpegByteCount = jpeg.count
  }
}
