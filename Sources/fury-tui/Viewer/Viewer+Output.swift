import Glibc
import Pacing
import PicturePath
import Raster
import SharedMemory
import Terminal
import ViewerCore

/// From the model to the terminal's bytes.
extension Viewer {
  /// Brings the text rows up to date, and orders a picture when the terminal can take one.
  func draw() {
    if let chrome { output.append(chrome.draw(ChromePage(model.view))) }
    pictures?.order(model.pictureRequest)
    let isReady = pacer.readyAt() <= PictureThread.now() && output.count < OutputQueue.chunk
    if isReady, !isGranted {
      isGranted = true
      pictures?.grant()
    }
  }

  /// Sends a picture, unless it was made for a screen that is no more.
  func show(_ product: PictureProduct) {
    isGranted = false
    guard !isAway, product.request == model.pictureRequest else {
      pictures?.lost()
      return
    }
    guard !product.update.bytes.isEmpty else { return }
    var bytes = product.update.bytes
    // A frame that trickles in must not hold the terminal's update; terminals give up waiting after
    // a second.
    if modes.traits.hasSynchronizedOutput, (pacer.roundTrip ?? 0) < 300 {
      bytes = Array("\u{1b}[?2026h".utf8) + bytes + Array("\u{1b}[?2026l".utf8)
    }
    output.append(bytes + FramePacer.request)
    pacer.sent(at: PictureThread.now())
    window.sent(
      encode: product.encodeMilliseconds, bytes: product.update.bytes.count,
      isChanged: product.isNewFrame,
      readAt: product.readAt)
  }

  /// Writes one chunk; the rest waits its turn behind input.
  func flush() {
    var closed = false
    _ = output.writeChunk(to: device.descriptor, closed: &closed)
    if closed { ending = ending ?? .quit }
  }

  /// Once a second: the statistics.
  func summarise(at now: Moment) {
    if let counts = pictures?.takeCounts() {
      window.looked(
        frames: counts.frames, replaced: counts.replaced, unchanged: counts.unchanged)
    }
    guard var summary = window.summary(at: now) else { return }
    summary.colors = model.renderer == .sixel ? min(model.colors, model.mostColors) : 0
    summary.inFlight = pacer.inFlight
    summary.renderer = model.renderer.rawValue
    summary.residentMegabytes = Self.residentMegabytes()
    files.write(summary)
    perform(.statistics(summary))
  }

  /// Ends it all: held buttons are released, the terminal is given back, the threads end.
  func finish() {
    perform(.leaving(Self.moment()))
    leaveTerminal()
    stopStream()
  }

  /// Resident memory, from /proc.
  private static func residentMegabytes() -> Int {
    guard let text = try? InputFile.text("/proc/self/statm"),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return (pages * Int(getpagesize()) + (1 << 19)) >> 20
  }
}

extension ChromePage {
  init(_ screen: Screen) {
    self.init(
      lines: screen.lines.map {
        Line(row: $0.row, text: $0.text, trailing: $0.trailing, style: Style($0.style))
      })
  }
}

extension ChromePage.Style {
  init(_ style: Screen.Style) {
    self =
      switch style {
      case .plain: .plain
      case .bar: .bar
      case .heading: .heading
      case .warning: .warning
      }
  }
}
