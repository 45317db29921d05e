/// Writes cells with as few cursor movements and attribute changes as it can.
struct BlockWriter {
  private let depth: BlockRenderer.ColorDepth
  private var bytes: [UInt8] = []
  private var foreground: UInt32?
  private var background: UInt32?
  /// Where the cursor is after the last cell; nil before the first.
  private var cursor: (row: Int, column: Int)?

  init(depth: BlockRenderer.ColorDepth) { self.depth = depth }

  /// Writes `cell` at a screen position that counts from 1.
  mutating func put(_ cell: BlockCell, row: Int, column: Int) {
    move(row: row, column: column)
    // A cell of one colour is a space, which needs no foreground.
    let isFlat = cell.upper == cell.lower
    let newForeground = isFlat || foreground == cell.upper ? nil : cell.upper
    let newBackground = background == cell.lower ? nil : cell.lower
    select(foreground: newForeground, background: newBackground)
    if isFlat {
      bytes.append(0x20)
    } else {
      bytes.append(contentsOf: [0xE2, 0x96, 0x80])
    }
    cursor = (row, column + 1)
  }

  /// Everything written, with attributes reset; empty when there is nothing.
  mutating func finish() -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    append("\u{1B}[0m")
    return bytes
  }

  private mutating func move(row: Int, column: Int) {
    if let cursor, cursor.row == row {
      guard cursor.column != column else { return }
      // The cursor waits at the right margin after the last column, where a relative movement
      // would start one cell too early; but then nothing is left to write in that row.
      let distance = column - cursor.column
      append(distance == 1 ? "\u{1B}[C" : "\u{1B}[\(distance)C")
    } else {
      append("\u{1B}[\(row);\(column)H")
    }
  }

  private mutating func select(foreground newForeground: UInt32?, background newBackground: UInt32?)
  {
    guard newForeground != nil || newBackground != nil else { return }
    append("\u{1B}[")
    if let newForeground {
      foreground = newForeground
      append("38;")
      append(color: newForeground)
      if newBackground != nil { append(";") }
    }
    if let newBackground {
      background = newBackground
      append("48;")
      append(color: newBackground)
    }
    append("m")
  }

  private mutating func append(color: UInt32) {
    switch depth {
    case .truecolor:
      append("2;")
      append(decimal: color >> 16)
      append(";")
      append(decimal: color >> 8 & 255)
      append(";")
      append(decimal: color & 255)
    case .indexed256:
      append("5;")
      append(decimal: color)
    }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a number below 1000.
  private mutating func append(decimal number: UInt32) {
    if number >= 100 { bytes.append(0x30 + UInt8(number / 100)) }
    if number >= 10 { bytes.append(0x30 + UInt8(number / 10 % 10)) }
    bytes.append(0x30 + UInt8(number % 10))
  }
}
