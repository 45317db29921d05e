import ServerLink
import Terminal

/// What the terminal shows while a stream is served: a value, drawn by the viewer's chrome.
struct ServePage {
  var stream: String
  var link: ServerLine.Link
  var statistics: ServerStatistics?
  /// The newest last.
  var notices: [String] = []

  /// The rows for a screen of this size.
  func screen(rows: Int, columns: Int) -> ChromePage {
    var lines = [title]
    var body = links
    body += figures
    let qr = link.qr.map { QRText.lines($0).map { ChromePage.Line(row: 0, text: "  " + $0) } } ?? []
    // A code that is cut off is none.
    if body.count + qr.count + 2 <= rows { body += [ChromePage.Line(row: 0, text: "")] + qr }
    let room = rows - 2 - body.count
    if room > 1, !notices.isEmpty {
      body.append(ChromePage.Line(row: 0, text: ""))
      body += notices.suffix(room - 1).map { ChromePage.Line(row: 0, text: " " + $0) }
    }
    for (index, line) in body.prefix(max(0, rows - 2)).enumerated() {
      var line = line
      line.row = index + 1
      lines.append(line)
    }
    if rows > 1 {
      lines.append(
        ChromePage.Line(row: rows - 1, text: " " + advice, trailing: "q quit ", style: .bar))
    }
    return ChromePage(lines: lines)
  }

  private var title: ChromePage.Line {
    var left = " serving \(stream)"
    if let statistics, statistics.width > 0 { left += "  \(statistics.width)x\(statistics.height)" }
    let right = statistics.map { "\(Self.number($0.fpsSource)) fps " } ?? ""
    return ChromePage.Line(row: 0, text: left, trailing: right, style: .bar)
  }

  private var links: [ChromePage.Line] {
    var lines: [ChromePage.Line] = [ChromePage.Line(row: 0, text: "")]
    if let drive = link.drive {
      lines.append(
        ChromePage.Line(row: 0, text: " To see and drive the scene, open", style: .heading))
      lines += [ChromePage.Line(row: 0, text: " " + drive), ChromePage.Line(row: 0, text: "")]
    }
    lines.append(ChromePage.Line(row: 0, text: " To watch only", style: .heading))
    lines += [ChromePage.Line(row: 0, text: " " + link.watch), ChromePage.Line(row: 0, text: "")]
    return lines
  }

  private var figures: [ChromePage.Line] {
    guard let now = statistics else { return [] }
    let pictures =
      now.viewersMJPEG + now.viewersRTC == 0
      ? " pictures  nobody is watching"
      : " pictures  \(Self.number(now.fpsSource)) fps from the scene, "
        + "\(Self.number(now.fpsEncoded)) encoded in \(Self.number(now.encodeMilliseconds)) ms, "
        + "\(Self.number(now.fpsSent)) sent, \(Self.number(now.bytesSecond / 1e6)) MB/s"
    let texts = [
      " viewers   \(now.viewersMJPEG + now.viewersRTC)"
        + (now.viewersRTC > 0 ? " (\(now.viewersRTC) by WebRTC)" : "")
        + ", \(now.sockets) with input",
      pictures,
      " events    \(now.eventsSent) sent, \(now.eventsMerged) merged, \(now.eventsDropped) dropped",
      " requests  \(now.refused) refused",
    ]
    return texts.map { ChromePage.Line(row: 0, text: $0) }
  }

  private var advice: String {
    let isLocal = link.watch.hasPrefix("http://localhost") || link.watch.hasPrefix("http://127.")
    return isLocal
      ? "from elsewhere: ssh -L \(link.port):localhost:\(link.port) to this machine, same link"
      : "whoever has a link and reaches this machine can open it"
  }

  private static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths < 100 && tenths != tenths.rounded() ? "\(tenths)" : "\(Int(tenths.rounded()))"
  }
}
