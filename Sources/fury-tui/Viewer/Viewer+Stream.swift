import BlockCoding
import FuryStream
import PicturePath
import Raster
import Terminal
import ViewerCore

/// The stream's two threads, and what they report.
extension Viewer {
  /// Begins to show the stream, once the terminal is known.
  func start() throws {
    let traits = modes.traits
    if settings.renderer == .sixel && !traits.hasSixel
      || settings.renderer == .kitty && !traits.hasKittyGraphics
    {
      let wanted = settings.renderer == .sixel ? "sixel" : "kitty's graphics protocol"
      throw Failure(
        "this terminal does not offer \(wanted); --renderer blocks works everywhere",
        status: Failure.terminal)
    }
    model = Model(
      streamName: stream.name, producer: Self.label(of: stream), screen: geometry(),
      renderers: [.blocks], control: .released)
    model.colors = settings.colors
    model.dither = settings.dither
    model.scale = settings.scale
    model.encoder = settings.encoder
    useTraits()
    if let notice = chrome?.notice { perform(.notice(notice, at: Self.moment())) }
    try files.open()
    try startStream()
    tellLimits()
    let kept = early
    early = []
    for input in kept { take(input, at: Self.moment()) }
  }

  /// Tells the model what the terminal can do.
  func useTraits() {
    let traits = modes.traits
    // The best first; by what the terminal answers, whatever its name.
    model.renderers =
      (traits.hasKittyGraphics && !refusesKitty ? [.kitty] : [])
      + (traits.hasSixel ? [.sixel] : []) + [.blocks]
    let isGivenUp = refusesKitty && settings.renderer == .kitty
    model.renderer = isGivenUp ? model.renderers[0] : settings.renderer ?? model.renderers[0]
    model.keepsPixels = traits.keepsPixels
    model.sharesImages = kitty.usesSharedMemory
    model.pointerUnit = PointerUnit(traits.pointerUnit)
    model.mostColors = traits.registers
    describeTerminal()
  }

  /// The terminal's name and cell, for the statistics panel.
  func describeTerminal() {
    model.terminalName = SafeText.clean(
      "\(modes.traits.version)  cell \(model.screen.cell.width)x\(model.screen.cell.height)"
        + " (\(cellSource.rawValue))")
  }

  /// Starts the threads of ``stream``.
  func startStream() throws {
    model.streamName = SafeText.clean(stream.name)
    model.producer = SafeText.clean(Self.label(of: stream))
    model.frame = nil
    granted = nil
    pictures = try PictureThread(stream, blockDepth: blockDepth, kitty: kitty) { [mailbox] in
      mailbox.wake()
    }
    guard stream.takesEvents else {
      let reason = stream.viewOnlyReason ?? "this stream takes no events"
      return perform(.control(.unavailable(SafeText.clean(reason, limit: 200))))
    }
    let producer = try EventProducer(
      stream, takeControl: !settings.viewOnly,
      onFate: { [mailbox] token, fate in mailbox.post(.fate(token, fate)) },
      onNotice: { [mailbox] notice in mailbox.post(.notice(notice)) })
    self.producer = producer
    perform(.control(control(producer)))
    startExtensions(producer)
  }

  /// Stops them; events that are pending get a moment to reach the scene.
  func stopStream() {
    producer?.close(timeoutMilliseconds: 300)
    takeReports()
    for (_, record) in travelling.sorted(by: { $0.key < $1.key }) {
      var record = record
      record.fate = .dropped("the viewer ended first")
      files.write(record)
    }
    travelling.removeAll()
    producer = nil
    extensions = nil
    perform(.extensions([]))
    pictures?.stop()
    pictures = nil
  }

  private func control(_ producer: EventProducer) -> Control {
    switch producer.control {
    case .mine: .mine
    case .other(let pid): .other(pid: pid)
    case .free: .released
    }
  }

  /// Takes what the threads have to say.
  func takeReports() {
    for letter in mailbox.takeLetters() {
      switch letter {
      case .fate(let token, let fate): settle(token, fate)
      case .notice(let notice): take(notice)
      }
    }
    for report in pictures?.takeReports() ?? [] { take(report) }
    takeReply()
  }

  private func settle(_ token: UInt64, _ fate: EventProducer.Fate) {
    guard var record = travelling.removeValue(forKey: token) else { return }
    record.fate =
      switch fate {
      case .sent: .sent
      case .merged: .merged
      case .dropped(let reason): .dropped(reason)
      }
    files.write(record)
    perform(.fate(token: token, record.fate))
  }

  private func take(_ notice: EventProducer.Notice) {
    if case .streamEnded(let reason) = notice {
      perform(.control(.unavailable(reason)))
    } else if let producer {
      perform(.control(control(producer)))
    }
    perform(.notice(NoticeText.text(notice), at: Self.moment()))
  }

  private func take(_ report: PictureReport) {
    switch report {
    case .product(let product): show(product)
    case .nothing: granted = nil
    case .frameSize(let size): perform(.frame(size))
    case .saved(let path): perform(.notice("saved \(path)", at: Self.moment()))
    case .trouble(let text): perform(.notice(text, at: Self.moment()))
    case .ended(let error): ending = ending ?? .failed(Failure(error))
    }
  }

  /// 24-bit colours where the terminal says so, or is known to have them although ssh dropped the
  /// variable.
  private var blockDepth: BlockRenderer.ColorDepth {
    let said = EnvironmentSetting.text("COLORTERM") ?? ""
    if ["truecolor", "24bit"].contains(said) { return .truecolor }
    let term = EnvironmentSetting.text("TERM") ?? ""
    if term.hasSuffix("-direct") || term.contains("kitty") || term.hasPrefix("foot") {
      return .truecolor
    }
    let known = ["XTerm(", "foot(", "kitty(", "WezTerm", "contour", "ghostty", "Konsole", "iTerm2"]
    return known.contains { modes.traits.version.hasPrefix($0) } ? .truecolor : .indexed256
  }

  /// Says what the terminal's own limits cost, and how to lift them.
  private func tellLimits() {
    let traits = modes.traits
    if !traits.hasSixel && !traits.hasKittyGraphics {
      var text =
        traits.isMute ? "the terminal answers nothing" : "the terminal does not offer sixel"
      text += ": half blocks"
      if traits.version.hasPrefix("XTerm") { text += " (for sixel: xterm -ti vt340)" }
      return perform(.notice(text, at: Self.moment()))
    }
    guard model.renderer == .sixel else { return }
    let area = PixelSize(
      width: model.screen.columns * model.screen.cell.width,
      height: (model.screen.rows - 2) * model.screen.cell.height)
    guard let most = model.screen.largestImage,
      most.width < area.width || most.height < area.height
    else { return }
    let hint =
      modes.traits.version.hasPrefix("XTerm")
      ? " (xterm -xrm 'XTerm*maxGraphicSize: 2048x2048')" : ""
    perform(
      .notice(
        "this terminal shows images up to \(most.width)x\(most.height)\(hint)", at: Self.moment()))
  }
}

extension PointerUnit {
  init(_ unit: TerminalTraits.PointerUnit) {
    self =
      switch unit {
      case .cells: .cells
      case .pixelsFromOne: .pixelsFromOne
      case .pixelsFromZero: .pixelsFromZero
      }
  }
}
