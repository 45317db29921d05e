/// A little terminal: enough of it to see what the text rows' bytes do to the screen.
///
/// It knows the sequences that ncurses uses for the terminals of the tests, and records anything
/// else.
struct ScreenModel {
  let rows: Int
  let columns: Int
  private(set) var cells: [[Character]]
  /// Rows that were written to or erased, and whether the whole screen was cleared.
  private(set) var touched: Set<Int> = []
  private(set) var wasCleared = false
  private(set) var unknown: [String] = []
  private var row = 0
  private var column = 0

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  func text(_ row: Int) -> String { String(cells[row]) }

  mutating func forget() {
    touched = []
    wasCleared = false
  }

  mutating func write(_ bytes: [UInt8]) {
    var rest = String(decoding: bytes, as: UTF8.self)[...]
    while let first = rest.first {
      if let match = rest.prefixMatch(of: /\u{1b}\[([?>]?)([0-9;]*)([@-~])/) {
        control(
          String(match.1), match.2.split(separator: ";").compactMap { Int($0) }, match.3.first!)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\u{1b}(\([B0]|[=>78])/) {
        rest = rest[match.range.upperBound...]
      } else {
        plain(first)
        rest = rest.dropFirst()
      }
    }
  }

  private mutating func plain(_ character: Character) {
    switch character {
    case "\r": column = 0
    case "\n": row = min(row + 1, rows - 1)
    case "\r\n":
      column = 0
      row = min(row + 1, rows - 1)
    case "\u{8}": column = max(0, column - 1)
    case "\u{f}": break
    default: put(character)
    }
  }

  private mutating func put(_ character: Character) {
    guard column < columns else { return }
    cells[row][column] = character
    touched.insert(row)
    column += 1
  }

  private mutating func erase(_ row: Int, _ range: Range<Int>) {
    for i in range { cells[row][i] = " " }
    touched.insert(row)
  }

  private mutating func control(_ prefix: String, _ values: [Int], _ final: Character) {
    let n = values.first ?? 1
    switch (prefix, final) {
    case ("", "H"):
      row = min((values.first ?? 1) - 1, rows - 1)
      column = min((values.dropFirst().first ?? 1) - 1, columns - 1)
    case ("", "d"): row = min(n - 1, rows - 1)
    case ("", "G"): column = min(n - 1, columns - 1)
    case ("", "A"): row = max(0, row - n)
    case ("", "B"): row = min(rows - 1, row + n)
    case ("", "C"): column = min(columns - 1, column + n)
    case ("", "D"): column = max(0, column - n)
    case ("", "K"):
      let mode = values.first ?? 0
      erase(row, mode == 0 ? column..<columns : mode == 1 ? 0..<column + 1 : 0..<columns)
    case ("", "J"):
      wasCleared = true
      for row in 0..<rows { erase(row, 0..<columns) }
    case ("", "X"): erase(row, column..<min(columns, column + n))
    case ("", "b"):
      let last = column > 0 ? cells[row][column - 1] : " "
      for _ in 0..<n { put(last) }
    case ("", "m"), ("?", "l"), ("?", "h"), ("", "l"), ("", "r"): break
    default: unknown.append("\(prefix)\(values)\(final)")
    }
  }
}
