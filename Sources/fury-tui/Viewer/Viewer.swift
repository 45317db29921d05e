import FuryStream
import Glibc
import Pacing
import PicturePath
import Raster
import SharedMemory
import Synchronization
import Terminal
import TerminalInput
import ViewerCore

/// The shell around the viewer's ``Model``: it waits for things to happen, tells the model, and
/// does what that wants.
///
/// One thread runs it; it alone writes to the terminal. The picture thread and the event producer's
/// thread leave what they have to say in mailboxes and wake it.
final class Viewer {
  let settings: ViewerSettings
  let files: LogFiles
  let device: TerminalDevice
  let note: LeaveNote
  let signals: SignalQueue
  let mailbox: ViewerMailbox
  let kitty: KittyTransport
  var stream: StreamDescription

  var parser = InputParser()
  /// When the lone ESC that the parser holds came.
  var escapeAt: Double?
  /// Images sent since the terminal last answered for one.
  var silentImages = 0
  /// The terminal refused an image: it gets no more of them, whatever it said or will say of itself.
  var refusesKitty = false
  /// Images are followed by a question, like other pictures.
  var asksForImages = false
  var probe = TerminalProbe()
  /// Device attributes asked for again after changes of size, and not yet answered.
  var sizeQuestions = 0
  /// The whole probe was answered, and what the terminal offers is in use.
  var isSettled = false
  var modes = TerminalModes(TerminalTraits(TerminalProbe()), registers: nil)
  var output = OutputQueue()
  var pacer: FramePacer
  var quality: QualityControl
  /// How the last picture was made.
  var shownQuality: PictureQuality?
  /// Input that came while the terminal was being asked.
  var early: [Input] = []
  var chrome: Chrome?
  var model: Model
  var window = StatisticsWindow()
  var pictures: PictureThread?
  /// What the picture thread was allowed to make and has not delivered yet.
  var granted: PictureGrant?
  /// What the picture thread said last.
  var mail = PictureThread.Mail()
  /// How the picture that is being made is dealt with; nil until there is a piece of it.
  var coming: ComingPicture?
  var producer: EventProducer?
  /// What only this project's renderer takes; nil for every other producer.
  var extensions: ExtensionClient?
  /// What was asked through it and not answered yet.
  var question: PickQuestion?
  /// Events whose fate is not known yet.
  var travelling: [UInt64: EventRecord] = [:]
  /// The terminal was given back: nothing may be written.
  var isAway = true
  var enteredAt = -Double.infinity
  var cellSource = CellSize.Source.assumed
  /// Why the viewer ends; nil while it goes on.
  var ending: Ending?

  /// A picture whose end is still being made.
  enum ComingPicture {
    /// It is being sent, and so many bytes of it were.
    case shown(isSynchronized: Bool, byteCount: Int)
    /// Nobody wants it any more.
    case dropped
  }

  enum Ending {
    /// The user wanted it.
    case quit
    /// A signal wanted it: the exit status says which, as shells do.
    case signal(Int32)
    case failed(Failure)

    var status: Int32 {
      switch self {
      case .quit: 0
      case .signal(let number): 128 + number
      case .failed(let failure): failure.status
      }
    }
  }

  /// Opens the stream, so that a bad one is told before the terminal is touched.
  init(
    _ stream: StreamDescription, settings: ViewerSettings, files: LogFiles, device: TerminalDevice,
    note: LeaveNote, memory: HandoverMemory
  ) throws {
    self.stream = stream
    self.settings = settings
    self.files = files
    self.device = device
    self.note = note
    kitty = KittyTransport(memory: memory)
    do {
      _ = try FrameReader(stream)
      // Before any thread is started, since threads inherit what is blocked.
      signals = try SignalQueue([
        SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT,
      ])
      mailbox = try ViewerMailbox()
    } catch let error as StreamError {
      throw Failure(error)
    } catch let error as TerminalError {
      throw Failure(error)
    }
    // On an unknown link the first frames are small; a local terminal is as fast as it is.
    pacer = FramePacer(
      maxFramesPerSecond: settings.maxFramesPerSecond,
      link: LinkEstimate(assumedBandwidth: AttachSession.isRemote ? 1000 : nil))
    quality = QualityControl(QualityLimits(means: .nothing))
    let size = device.windowSize
    model = Model(
      streamName: stream.name, producer: Self.label(of: stream),
      screen: ScreenGeometry(
        rows: size.rows, columns: size.columns, cell: .init(width: 8, height: 16)),
      renderers: [.blocks], control: .released)
  }

  /// Runs until the user quits or the stream ends; the terminal is given back.
  func run() -> Ending {
    do {
      try enter()
      if ending == nil { try start() }
      while ending == nil { try turn() }
    } catch let error as TerminalError {
      ending = .failed(Failure(error))
    } catch let failure as Failure {
      ending = .failed(failure)
    } catch {
      ending = .failed(Failure("\(error)"))
    }
    finish()
    return ending ?? .quit
  }

  /// Waits for something to happen, and deals with it.
  private func turn() throws {
    let (hasInput, isNothingElse) = wait()
    if !isNothingElse { while let signal = signals.next() { take(signal: signal) } }
    let hasReports = takeReports()
    // A picture is made and written in many pieces: what is not due is not looked at between them.
    // Before the last of them the next picture may be.
    if isNothingElse, !hasReports, output.isInPicture || output.count >= 2 * OutputQueue.chunk {
      return flush()
    }
    if hasInput { readInput() }
    passTime()
    guard ending == nil, !isAway else { return }
    draw()
    flush()
  }

  /// Whether the terminal has sent something, or is gone; and whether at most it takes more, or other
  /// threads have something to say.
  private func wait() -> (hasInput: Bool, isNothingElse: Bool) {
    let wantsOutput = !output.isEmpty && !isAway
    var polls = [
      pollfd(
        fd: isAway ? -1 : device.descriptor,
        events: Int16(POLLIN) | (wantsOutput ? Int16(POLLOUT) : 0), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = max(0, min(1000, nextDeadline - PictureThread.now()))
    _ = unsafe poll(&polls, nfds_t(polls.count), Int32(timeout.rounded(.up)))
    if polls[2].revents != 0 { mailbox.clear() }
    let hasInput = polls[0].revents & ~Int16(POLLOUT) != 0
    return (
      hasInput, !hasInput && polls[1].revents == 0 && nextDeadline > PictureThread.now()
    )
  }

  /// When time alone makes a difference, on the monotonic clock in ms.
  private var nextDeadline: Double {
    var deadlines = [model.deadline, escapeAt.map { $0 + escapePatience }].compactMap(\.self)
    let ready = pacer.readyAt()
    if ready > PictureThread.now() { deadlines.append(ready) }
    if question != nil { deadlines.append(PictureThread.now() + 10) }
    return deadlines.min() ?? .infinity
  }

  /// Milliseconds after which a lone ESC was the key.
  var escapePatience: Double { AttachSession.isRemote ? 150 : 50 }

  private func passTime() {
    let now = Self.moment()
    if let escapeAt, now.monotonic >= escapeAt + escapePatience {
      self.escapeAt = nil
      if let input = parser.escapeTimedOut() { take(input, at: now) }
    }
    if let deadline = model.deadline, deadline <= now.monotonic { perform(.tick(now)) }
    summarise(at: now)
  }

  static func moment() -> Moment {
    Moment(wall: Clock.wallMilliseconds(), monotonic: PictureThread.now())
  }

  static func label(of stream: StreamDescription) -> String {
    let program = stream.program
    guard let pid = stream.pid else { return program }
    return program.isEmpty ? "process \(pid)" : "\(program) (\(pid))"
  }
}
