import CQRCode

/// A text as a QR code, through libqrencode.
enum QRCode {
  /// Row by row, `1` for dark, without the light margin that it needs; nil for a text too long.
  static func rows(of text: String) -> [String]? {
    guard let code = unsafe QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1) else {
      return nil
    }
    defer { unsafe QRcode_free(code) }
    let width = unsafe Int(code.pointee.width)
    return (0..<width).map { row in
      String((0..<width).map { unsafe code.pointee.data[row * width + $0] & 1 == 1 ? "1" : "0" })
    }
  }
}
