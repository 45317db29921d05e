import Glibc
import Pacing
import PicturePath
import Raster
import SharedMemory
import Terminal
import TerminalInput
import ViewerCore

/// Entering and leaving the terminal.
extension Viewer {
  /// Milliseconds that a terminal gets for answering at all.
  private var probePatience: Double { AttachSession.isRemote ? 3000 : 1000 }

  /// Takes the terminal and asks it what it can do; what the user types meanwhile is kept.
  func enter() throws {
    try device.makeRaw()
    note.sequence = TerminalModes.leaveEarly
    isAway = false
    let asks = !Self.isInMultiplexer
    output.append(
      TerminalModes.begin
        + TerminalProbe.request(asksForGraphics: asks, and: asks ? kitty.question() : []))
    let end = PictureThread.now() + probePatience
    while !probe.isComplete, ending == nil {
      let left = end - PictureThread.now()
      guard left > 0 else { break }
      flush()
      _ = device.waitForInput(milliseconds: output.isEmpty ? Int32(min(left, 100)) : 2)
      while let signal = signals.next() {
        if ![SIGWINCH, SIGTSTP, SIGCONT].contains(signal) { ending = .signal(signal) }
      }
      guard let bytes = device.read() else {
        ending = .quit
        return
      }
      for input in parser.next(bytes) { takeEarly(input) }
    }
    isSettled = probe.isComplete
    settle()
    try makeChrome()
  }

  /// In tmux or screen, which keep title and pictures to themselves.
  private static var isInMultiplexer: Bool {
    let term = EnvironmentSetting.text("TERM") ?? ""
    return EnvironmentSetting.text("TMUX") != nil || term.hasPrefix("tmux")
      || term.hasPrefix("screen")
  }

  private func takeEarly(_ input: Input) {
    switch input.event {
    case .reply(let reply): probe.note(reply)
    case .key(KeyEvent("c", .ctrl)), .key("q"): ending = .quit
    default: early.append(input)
    }
  }

  /// Decides what will be used, and switches it on.
  func settle() {
    let traits = TerminalTraits(probe, inTmux: EnvironmentSetting.text("TMUX") != nil)
    let followsPointer = modes.followsPointer
    modes = TerminalModes(traits, registers: probe.registers)
    modes.followsPointer = followsPointer
    if isSettled { kitty.decide(answer: probe.graphics[KittyTransport.questionID] == true) }
    note.sequence = modes.leave
    output.append(modes.enter)
    enteredAt = PictureThread.now()
  }

  private func makeChrome() throws {
    let size = device.windowSize
    let chrome = try Chrome(
      term: EnvironmentSetting.text("TERM") ?? "", rows: size.rows, columns: size.columns)
    self.chrome = chrome
  }

  /// The terminal's size as it is now.
  func geometry() -> ScreenGeometry {
    let size = device.windowSize
    let cell = CellSize.find(
      probe, window: size, option: settings.cell,
      isWindowsTerminal: EnvironmentSetting.text("WT_SESSION") != nil)
    cellSource = cell.source
    return ScreenGeometry(
      rows: size.rows, columns: size.columns,
      cell: PixelSize(width: cell.width, height: cell.height),
      isCellCertain: cell.source.isCertain,
      largestImage: modes.traits.largestImage.map {
        PixelSize(width: $0.width, height: $0.height)
      })
  }

  /// The window changed: rows and columns are known at once, the cell's pixels when the terminal
  /// has answered.
  func resized() {
    guard !isAway else { return }
    let size = device.windowSize
    chrome?.resize(rows: size.rows, columns: size.columns)
    probe.forgetSizes()
    sizeQuestions += 1
    output.append(TerminalProbe.sizeRequest)
    // Until then the cell is as large as it was: a resize seldom comes with another font.
    var geometry = model.screen
    geometry.rows = size.rows
    geometry.columns = size.columns
    perform(.screen(geometry))
    perform(.disturbed)
  }

  /// Milliseconds that the last answer of all may take: what the terminal sends later is typed into
  /// the user's shell.
  private var answerPatience: Int {
    let usual = AttachSession.drainPatience
    guard let roundTrip = pacer.link.roundTrip else { return usual }
    let frame = pacer.inFlight > 0 ? 1000.0 : 0
    return max(usual, Int(min(5000, 3 * roundTrip + 300 + frame)))
  }

  /// Gives the terminal back, for a while or for good; idempotent.
  func leaveTerminal() {
    guard !isAway else { return }
    isAway = true
    output.removeAll()
    if coming != nil { coming = .dropped }
    let patience = answerPatience
    pacer.reset()
    window = StatisticsWindow()
    device.leave(
      modes.leave, patience: patience, unanswered: sizeQuestions + (isSettled ? 0 : 1))
    kitty.withdrawAll()
    silentImages = 0
    note.sequence = []
  }

  /// Gives the terminal back and stops this process; the supervisor stops, too.
  func suspend() {
    perform(.leaving(Self.moment()))
    leaveTerminal()
    kill(getpid(), SIGSTOP)
  }

  /// Goes on after a stop, whoever caused it.
  func resume() {
    // A closed window sends SIGHUP and SIGCONT: there is nothing to go on with.
    guard !device.isGone else {
      ending = ending ?? .signal(SIGHUP)
      return
    }
    guard device.isForeground else {
      // Continued in the background: the terminal is the shell's.
      leaveTerminal()
      kill(getpid(), SIGSTOP)
      return
    }
    // The shell and this program's supervisor may both have sent the signal.
    guard isAway || PictureThread.now() - enteredAt > 200 else { return }
    if !isAway { output.append(modes.leave) }
    do {
      try device.makeRaw()
    } catch {
      ending = .failed(Failure(error))
      return
    }
    isAway = false
    parser = InputParser()
    pacer.reset()
    note.sequence = modes.leave
    enteredAt = PictureThread.now()
    output.append(TerminalModes.begin + modes.enter)
    // Leaving dropped whatever was on its way.
    sizeQuestions = 0
    resized()
  }

  func take(signal: Int32) {
    guard ending == nil else { return }
    switch signal {
    case SIGWINCH: resized()
    case SIGTSTP: suspend()
    case SIGCONT: resume()
    default: ending = ending ?? .signal(signal)
    }
  }
}
