import FuryStream
import Raster
import SharedMemory
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

  /// Shows what the renderer of the scene has to say, as it says it.
  func show(_ notices: NoticeReader) throws {
    _ = try SystemThread(name: "notices") { [mailbox] in
      var notices = notices
      notices.follow { mailbox.post(.words($0)) }
    }
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
    stopExtensions()
    pictures?.stop()
    pictures = nil
    mail = PictureThread.Mail()
    giveUpPicture()
  }

  private func control(_ producer: EventProducer) -> Control {
    switch producer.control {
    case .mine: .mine
    case .other(let pid): .other(pid: pid)
    case .free: .released
    }
  }

  /// Takes what the threads have to say; whether that was more than pieces of a picture.
  @discardableResult
  func takeReports() -> Bool {
    let letters = mailbox.takeLetters()
    for letter in letters {
      switch letter {
      case .fate(let token, let fate): settle(token, fate)
      case .notice(let notice): take(notice)
      case .words(let text): perform(.notice(text, at: Self.moment()))
      }
    }
    pictures?.takeMail(&mail)
    if !mail.pieces.isEmpty, let order = mail.order {
      show(mail.pieces, of: order.request, order.quality)
    }
    for report in mail.reports { take(report) }
    takeReply()
    return !letters.isEmpty || !mail.reports.isEmpty
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
}
