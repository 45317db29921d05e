/// A picture as FURY writes it.
public struct Frame: Sendable {
  /// Pixels a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// RGB, 8 bits each, rows tightly packed, **bottom row first**; `width · height · 3` bytes.
  public var pixels: [UInt8]

  /// An empty frame to read into.
  public init() {
    width = 0
    height = 0
    pixels = []
  }
}
