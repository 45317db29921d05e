/// Results as a table for people, ratios included.
enum EncodeTable {
  static func print(_ results: [EncodeResult]) {
    Swift.print(row(["sequence", "config", "ms", "worst", "KB", "dE_fg", "ratio"]))
    for result in results {
      Swift.print(
        row([
          result.sequence, result.config, fixed(result.ms, 2), fixed(result.worst, 1),
          fixed(result.bytes / 1000, 1), result.foregroundError.map { fixed($0, 3) } ?? "-",
          fixed(result.ratio, 2),
        ]))
    }
  }

  private static func row(_ cells: [String]) -> String {
    let widths = [16, 14, 8, 8, 9, 8, 8]
    return zip(cells, widths).enumerated().map { column, pair in
      let padding = String(repeating: " ", count: max(0, pair.1 - pair.0.count))
      return column < 2 ? pair.0 + padding : padding + pair.0
    }.joined(separator: " ")
  }

  /// `value` with `digits` decimals.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    if value < 0 { return "-" + fixed(-value, digits) }
    if digits == 0 { return "\(Int(value.rounded()))" }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
