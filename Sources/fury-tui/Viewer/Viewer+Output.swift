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
    let now = PictureThread.now()
    guard let request = model.pictureRequest, pacer.readyAt() <= now,
      output.count < OutputQueue.chunk
    else { return }
    quality.use(request.limits, expectedBytes: request.expectedBytes, link: pacer.link, at: now)
    // A still picture may be a large one: nothing must be on its way before it.
    let grant = PictureGrant(
      moving: quality.moving, still: pacer.inFlight == 0 ? quality.still : nil)
    guard grant != granted else { return }
    pictures?.grant(grant, instead: granted != nil)
    granted = grant
  }

  /// Sends what there is of a picture that is being made, unless nobody wants it any more.
  func show(_ pieces: [UInt8], of request: PictureRequest, _ quality: PictureQuality) {
    if coming == nil {
      coming = isWanted(request) ? begin(byteCount: self.quality.byteCount(at: quality)) : .dropped
    }
    guard case .shown(let isSynchronized, let byteCount) = coming else { return }
    output.appendToPicture(pieces)
    coming = .shown(isSynchronized: isSynchronized, byteCount: byteCount + pieces.count)
  }

  /// Sends a picture, or the end of one, unless it was made for a screen that is no more.
  func show(_ product: PictureProduct) {
    granted = nil
    let update = product.update
    let load = update.byteCount + update.sharedBytes
    defer { coming = nil }
    if coming == nil, isWanted(product.request) {
      if update.bytes.isEmpty { return }
      coming = begin(byteCount: load)
    }
    guard case .shown(let isSynchronized, _) = coming else {
      if let id = update.graphicsID { kitty.withdraw(id) }
      pictures?.lost()
      return
    }
    output.appendToPicture(update.bytes)
    // A terminal that answers for each picture by itself needs no question.
    let isAsked = update.graphicsID == nil || imageMustBeAskedFor()
    end(isSynchronized: isSynchronized, isAsked: isAsked, byteCount: load)
    quality.sent(
      bytes: load, isWhole: update.part == nil, quality: update.quality)
    shownQuality = update.quality
    window.sent(
      encode: product.encodeMilliseconds, bytes: update.byteCount, isChanged: product.isNewFrame,
      readAt: product.readAt)
  }

  /// Closes a picture whose end will not come.
  func giveUpPicture() {
    defer { coming = nil }
    guard case .shown(let isSynchronized, let byteCount) = coming else { return }
    output.appendToPicture(TerminalModes.abandonPicture)
    end(isSynchronized: isSynchronized, isAsked: true, byteCount: byteCount)
  }

  private func isWanted(_ request: PictureRequest) -> Bool {
    !isAway && request == model.pictureRequest
  }

  /// Opens a picture of about so many bytes.
  private func begin(byteCount: Int) -> ComingPicture {
    // A frame that trickles in must not hold the terminal's update; terminals give up waiting after
    // a second.
    let arrivesInTime = pacer.link.transmission(of: byteCount) < 300
    let isSynchronized = modes.traits.hasSynchronizedOutput && arrivesInTime
    if pacer.sent(bytes: byteCount, at: PictureThread.now()) { output.append(FramePacer.request) }
    if isSynchronized { output.append(TerminalModes.beginUpdate) }
    output.beginPicture()
    return .shown(isSynchronized: isSynchronized, byteCount: 0)
  }

  /// Closes it, now that its size is known.
  private func end(isSynchronized: Bool, isAsked: Bool, byteCount: Int) {
    if isSynchronized { output.appendToPicture(TerminalModes.endUpdate) }
    if isAsked { output.appendToPicture(FramePacer.request) }
    output.endPicture()
    pacer.completed(bytes: byteCount)
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
    if let shownQuality {
      summary.colors = model.renderer == .sixel ? shownQuality.colors : 0
      summary.dither = model.renderer == .sixel ? shownQuality.dither.rawValue : ""
      summary.scale = (shownQuality.scale.factor * 100).rounded() / 100
      summary.scaleName = shownQuality.scale.rawValue
    }
    summary.linkMegabytes = pacer.link.bandwidth.map { $0 / 1000 }
    summary.linkRoundTrip = pacer.link.roundTrip
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
    // The picture thread may have made one more.
    kitty.withdrawAll()
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
