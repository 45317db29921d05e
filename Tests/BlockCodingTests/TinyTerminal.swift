/// Just enough of a terminal to show what `BlockRenderer` writes; anything else traps the test.
struct TinyTerminal {
  /// A cell's character and colours; nil colours are the terminal's own.
  struct Cell: Equatable {
    var character: Character = " "
    var foreground: UInt32?
    var background: UInt32?
  }

  struct Surprise: Error { var what: String }

  let columns: Int
  let rows: Int
  private(set) var cells: [Cell]
  private var x = 0
  private var y = 0
  private var foreground: UInt32?
  private var background: UInt32?

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = [Cell](repeating: Cell(), count: columns * rows)
  }

  /// Whether no attribute is left set.
  var isPlain: Bool { foreground == nil && background == nil }

  mutating func write(_ bytes: [UInt8]) throws {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      switch character {
      case "\u{1B}":
        guard rest.popFirst() == "[" else { throw Surprise(what: "not a CSI") }
        let parameters = rest.prefix { $0.isNumber || $0 == ";" }
        rest = rest.dropFirst(parameters.count)
        let values = parameters.split(separator: ";").compactMap { Int($0) }
        try control(rest.popFirst() ?? " ", values)
      case " ", "\u{2580}": try put(character)
      default: throw Surprise(what: "character \(character)")
      }
    }
  }

  /// The colour of half a cell: 0xRRGGBB, or a number of the 256 colours.
  func half(x: Int, row: Int) -> UInt32? {
    let cell = cells[(row / 2) * columns + x]
    return cell.character == " " || row % 2 == 1 ? cell.background : cell.foreground
  }

  private mutating func put(_ character: Character) throws {
    guard x < columns, y < rows else { throw Surprise(what: "outside the screen") }
    cells[y * columns + x] = Cell(
      character: character, foreground: foreground, background: background)
    x += 1
  }

  private mutating func control(_ final: Character, _ values: [Int]) throws {
    switch final {
    case "H":
      guard values.count == 2 else { throw Surprise(what: "CUP") }
      (y, x) = (values[0] - 1, values[1] - 1)
    case "C": x += values.first ?? 1
    case "m": try attributes(values)
    default: throw Surprise(what: "CSI \(values) \(final)")
    }
  }

  private mutating func attributes(_ values: [Int]) throws {
    var rest = values[...]
    while let code = rest.popFirst() {
      if code == 0 {
        (foreground, background) = (nil, nil)
        continue
      }
      guard code == 38 || code == 48, let kind = rest.popFirst() else {
        throw Surprise(what: "SGR \(values)")
      }
      let count = kind == 2 ? 3 : 1
      let color = rest.prefix(count).reduce(0) { $0 << 8 | UInt32($1) }
      rest = rest.dropFirst(count)
      if code == 38 { foreground = color } else { background = color }
    }
  }
}
