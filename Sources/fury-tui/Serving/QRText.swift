/// A QR code as half blocks: two rows of it in a row of text, light where the text's colour is.
enum QRText {
  /// The light margin that readers need, in modules.
  private static let margin = 2

  /// - Parameter rows: row by row, `1` for dark.
  static func lines(_ rows: [String]) -> [String] {
    let width = (rows.first?.utf8.count ?? 0) + 2 * margin
    let light = [Bool](repeating: true, count: width)
    let side = [Bool](repeating: true, count: margin)
    var modules = [[Bool]](repeating: light, count: margin)
    modules += rows.map { side + $0.utf8.map { $0 != UInt8(ascii: "1") } + side }
    modules += [[Bool]](repeating: light, count: margin)
    if modules.count % 2 == 1 { modules.append(light) }
    return stride(from: 0, to: modules.count, by: 2).map { row in
      String(
        zip(modules[row], modules[row + 1]).map { upper, lower in
          switch (upper, lower) {
          case (true, true): "█"
          case (true, false): "▀"
          case (false, true): "▄"
          case (false, false): " "
          }
        })
    }
  }
}
