import Raster

/// The statistics panel: the last second in four rows.
enum StatusPanel {
  static let rows = 5

  static func lines(_ model: Model) -> [Screen.Line] {
    let s = model.statistics ?? Statistics()
    func ms(_ spread: Statistics.Spread) -> String {
      "\(Model.number(spread.p50)) / \(Model.number(spread.p95)) ms"
    }
    func link(_ s: Statistics) -> String {
      "\(Model.number(s.linkMegabytes)) MB/s \(Model.number(s.linkRoundTrip)) ms"
    }
    var picture = "no picture yet"
    if let placement = model.placement {
      picture =
        "\(placement.picture.width)x\(placement.picture.height) at row \(placement.cells.row),"
        + " column \(placement.cells.column)"
    }
    let texts = [
      "source \(Model.number(s.fpsSource)) fps   shown \(Model.number(s.fpsShown)) fps   "
        + "skipped \(s.skipped)   unchanged \(s.unchanged)",
      "encode \(ms(s.encodeMilliseconds))   answer \(ms(s.acknowledgeMilliseconds))   "
        + "input to picture \(ms(s.latencyMilliseconds))   (median / 95 %)",
      "frame \((s.bytesFrame + 512) / 1024) KB   \(s.colors) colours   \(s.dither)   "
        + "scale \(s.scaleName)   link \(link(s))   "
        + "in flight \(s.inFlight)   memory \(s.residentMegabytes) MB",
      "picture \(picture)   \(model.terminalName)",
    ]
    return [Screen.Line(row: 0, text: " STATISTICS", style: .heading)]
      + texts.map { Screen.Line(row: 0, text: "  " + $0) }
  }
}
