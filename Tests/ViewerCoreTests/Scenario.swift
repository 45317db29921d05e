import FuryWire
import Raster
import TerminalInput

@testable import ViewerCore

/// A viewer of an 800x600 scene in an 80x24 terminal of 8x16 cells, and a clock.
struct Scenario {
  var model: Model
  var now = Moment(wall: 1_790_000_000_000, monotonic: 1000)
  var effects: [Effect] = []

  init(
    control: Control = .mine, renderers: [Renderer] = [.sixel, .blocks], rows: Int = 24,
    columns: Int = 80
  ) {
    model = Model(
      streamName: "psm_1b1df4d3", producer: "scene.py (42)",
      screen: ScreenGeometry(rows: rows, columns: columns, cell: PixelSize(width: 8, height: 16)),
      renderers: renderers, control: control)
    model.pointerUnit = .pixelsFromOne
    _ = model.update(.frame(PixelSize(width: 800, height: 600)))
  }

  /// The terminal sends text.
  mutating func type(_ text: String) {
    var parser = InputParser()
    for input in parser.next(Array(text.utf8)) {
      effects += model.update(.input(input, at: now))
    }
  }

  mutating func wait(_ milliseconds: Double) {
    now.monotonic += milliseconds
    now.wall += milliseconds
    effects += model.update(.tick(now))
  }

  mutating func tell(_ message: Message) { effects += model.update(message) }

  var sent: [FuryEvent] {
    effects.compactMap {
      guard case .send(let record) = $0 else { return nil }
      return record.event
    }
  }

  /// The events so far in short, as "left_btn_press 0.5 0.5 ctrl"; and forgets them.
  mutating func takeEvents() -> [String] {
    let texts = sent.map { event in
      func short(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
      var text = event.id.furyName
      text += event.id == .wheel ? " \(short(event.weel))" : " \(short(event.x)) \(short(event.y))"
      return text + (event.ctrl ? " ctrl" : "") + (event.shift ? " shift" : "")
    }
    effects = []
    return texts
  }

  /// The screen as a picture of text, the rows of the image as a single line of dots.
  var picture: [String] {
    let lines = Dictionary(uniqueKeysWithValues: model.view.lines.map { ($0.row, $0) })
    var rows: [String] = []
    for row in 0..<model.screen.rows {
      guard let line = lines[row] else {
        if rows.last != "…" { rows.append("…") }
        continue
      }
      let gap = model.screen.columns - line.text.count - line.trailing.count
      rows.append(
        gap > 0 ? line.text + String(repeating: " ", count: gap) + line.trailing : line.text)
    }
    return rows
  }
}
