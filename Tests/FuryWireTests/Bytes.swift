/// Bytes of hexadecimal text.
func bytes(_ text: String) -> [UInt8] {
  let digits = Array(text)
  return stride(from: 0, to: digits.count, by: 2).map {
    UInt8(String(digits[$0...($0 + 1)]), radix: 16)!
  }
}

/// The little-endian `float64` at number `index`.
func double(_ bytes: [UInt8], _ index: Int) -> Double {
  Double(
    bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[index * 8 + $1]) << (8 * UInt64($1)) })
}

/// The little-endian `int32` at number `index`.
func int32(_ bytes: [UInt8], _ index: Int) -> Int32 {
  Int32(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[index * 4 + $1]) << (8 * UInt32($1)) })
}
