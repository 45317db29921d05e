/// The help, made from the table of keys.
enum HelpPage {
  /// All rows between title and status; in two columns where they are too few.
  static func lines(rows: Int, columns: Int) -> [Screen.Line] {
    guard rows > 0 else { return [] }
    let entries =
      [("", "mouse")] + KeyMap.mouse.map { ($0.label, $0.help) }
      + [("", "keys")] + KeyMap.rows.map { ($0.label, $0.help) }
    let texts = entries.map { entry in
      entry.0.isEmpty ? entry.1.uppercased() : "  " + pad(entry.0, to: 20) + entry.1
    }
    let perColumn = texts.count <= rows ? texts.count : (texts.count + 1) / 2
    return (0..<rows).map { row in
      var text = row < perColumn ? " " + texts[row] : ""
      if row < perColumn, row + perColumn < texts.count {
        text = pad(text, to: columns / 2) + texts[row + perColumn]
      }
      return Screen.Line(row: row + 1, text: text)
    }
  }

  private static func pad(_ text: String, to width: Int) -> String {
    let count = text.unicodeScalars.count
    return count < width ? text + String(repeating: " ", count: width - count) : text
  }
}
