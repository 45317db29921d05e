import FuryWire

/// The event pane: the last events with their fate, the newest at the bottom.
enum EventPanel {
  static let rows = 7

  static func lines(_ recent: [EventRecord]) -> [Screen.Line] {
    let shown = recent.suffix(rows - 1).map { Screen.Line(row: 0, text: "  " + text($0)) }
    let blank = Array(
      repeating: Screen.Line(row: 0, text: ""), count: max(0, rows - 1 - shown.count))
    return [Screen.Line(row: 0, text: " EVENTS", style: .heading)] + shown + blank
  }

  private static func text(_ record: EventRecord) -> String {
    let event = record.event
    var text = "\(record.origin.rawValue)  \(event.id.furyName)"
    if event.id == .wheel {
      text += "  weel \(Model.number(event.weel))"
    } else {
      text += "  \(thousandths(event.x)), \(thousandths(event.y))"
    }
    if event.ctrl { text += "  ctrl" }
    if event.shift { text += "  shift" }
    return text + "  – " + record.fate.text
  }

  private static func thousandths(_ value: Double) -> String {
    "\((value * 1000).rounded() / 1000)"
  }
}
