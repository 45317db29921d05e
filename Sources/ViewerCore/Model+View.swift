import Raster

extension Model {
  /// The screen for this state.
  public var view: Screen {
    var lines = [title]
    if isHelpShown {
      lines += HelpPage.lines(rows: screen.rows - 2, columns: screen.columns)
    } else {
      lines += panels
    }
    if screen.rows > 1 { lines.append(status) }
    return Screen(lines: lines)
  }

  private var title: Screen.Line {
    var left = " \(streamName)"
    if !producer.isEmpty { left += "  \(producer)" }
    if let frame { left += "  \(frame.width)x\(frame.height)" }
    return Screen.Line(row: 0, text: left, trailing: rates + " ", style: .bar)
  }

  private var rates: String {
    guard let statistics else { return renderer.rawValue }
    var text = renderer.rawValue
    if let picture = placement?.picture { text += " \(picture.width)x\(picture.height)" }
    text += "  \(Self.number(statistics.fpsShown))/\(Self.number(statistics.fpsSource)) fps"
    if let latency = statistics.latencyMilliseconds.p50 { text += "  \(Self.number(latency)) ms" }
    return text
  }

  private var status: Screen.Line {
    var line = Screen.Line(
      row: screen.rows - 1, text: " " + statusText, trailing: "? help  q quit ")
    if notice != nil { line.style = .warning }
    return line
  }

  private var statusText: String {
    if let notice { return notice.text }
    guard pictureArea != nil else { return "the terminal is too small for a picture" }
    var words: [String] = []
    if isPaused { words.append("PAUSED (space goes on)") }
    switch control {
    case .mine: break
    case .other(let pid): words.append("WATCHING (process \(pid) drives; t takes control)")
    case .released: words.append("VIEW ONLY (t takes control)")
    case .unavailable: words.append("VIEW ONLY")
    }
    if latchedCtrl { words.append("[CTRL]") }
    if latchedShift { words.append("[SHIFT]") }
    if frame == nil { words.append("waiting for the first frame") }
    if let underPointer { words.append(underPointer) }
    if words.isEmpty { words.append("drag rotates, wheel zooms, arrows orbit") }
    return words.joined(separator: "  ")
  }

  private var panels: [Screen.Line] {
    var lines: [Screen.Line] = []
    if isStatisticsShown { lines += StatusPanel.lines(self) }
    if areEventsShown { lines += EventPanel.lines(recent) }
    let first = screen.rows - 1 - panelRows
    return lines.prefix(panelRows).enumerated().map { i, line in
      var line = line
      line.row = first + i
      return line
    }
  }

  /// A number for people: one decimal below 100.
  static func number(_ value: Double?) -> String {
    guard let value else { return "–" }
    let tenths = (value * 10).rounded() / 10
    return abs(tenths) < 100 && tenths != tenths.rounded()
      ? "\(tenths)" : "\(Int(tenths.rounded()))"
  }
}
