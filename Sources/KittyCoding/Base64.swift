/// Base64 with padding (RFC 4648).
enum Base64 {
  private static let alphabet: [UInt8] = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The characters for `bytes`.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let length = (bytes.count + 2) / 3 * 4
    return unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      unsafe alphabet.withUnsafeBufferPointer { alphabet in
        var at = 0
        var from = 0
        while from < bytes.count {
          let left = bytes.count - from
          let word =
            UInt32(bytes[from]) << 16 | (left > 1 ? UInt32(bytes[from + 1]) << 8 : 0)
            | (left > 2 ? UInt32(bytes[from + 2]) : 0)
          unsafe buffer[at] = unsafe alphabet[Int(word >> 18)]
          unsafe buffer[at + 1] = unsafe alphabet[Int(word >> 12 & 63)]
          unsafe buffer[at + 2] =
            left > 1 ? unsafe alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "=")
          unsafe buffer[at + 3] = left > 2 ? unsafe alphabet[Int(word & 63)] : UInt8(ascii: "=")
          at += 4
          from += 3
        }
      }
      count = length
    }
  }
}
