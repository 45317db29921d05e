/// Recognises `CSI 201 ~`, the end of a bracketed paste, in a stream of bytes.
struct PasteEnd: Sendable {
  static let sequence: [UInt8] = Array("\u{1b}[201~".utf8)
  private var matched = 0

  /// Takes a byte; true when it completes the sequence. ESC occurs only at its start, so a mismatch
  /// restarts simply.
  mutating func next(_ byte: UInt8) -> Bool {
    if byte == Self.sequence[matched] {
      matched += 1
    } else {
      matched = byte == Self.sequence[0] ? 1 : 0
    }
    guard matched == Self.sequence.count else { return false }
    matched = 0
    return true
  }
}
