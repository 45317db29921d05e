import Foundation
import Synchronization

/// A terminal made of a pseudo-terminal and a thread that answers queries as a profile says. It
/// keeps everything that the program wrote. Call `close()` when done with it: its thread holds it.
public final class FakeTerminal: Sendable {
  private struct State {
    var written: [UInt8] = []
    var scanner = ControlScanner()
    var answers: TerminalAnswers
    var pictures = 0
    var statusQuestions = 0
    var graphics: GraphicsScreen
    var isStopped = false
    var isClosed = false
    var isStalled = false
    var mayStall = true
  }

  /// The pseudo-terminal; its path is what a program is started on.
  public let line: PseudoTerminal
  private let profile: TerminalProfile
  private let state: Mutex<State>
  /// Held while bytes that belong together are sent: keys do not come in the middle of an answer.
  private let voice = Mutex(())

  /// Opens a terminal of this size that answers as `profile` says.
  public init(
    _ profile: TerminalProfile, columns: Int = 80, rows: Int = 24,
    pixels: (width: Int, height: Int) = (0, 0)
  ) throws {
    self.profile = profile
    state = Mutex(
      State(answers: TerminalAnswers(profile), graphics: GraphicsScreen(profile.graphics)))
    line = try PseudoTerminal(columns: columns, rows: rows, pixels: pixels)
    Thread.detachNewThread { [self] in
      while true {
        let (isPaused, isClosed) = state.withLock { ($0.isStopped || $0.isStalled, $0.isClosed) }
        if isClosed { return }
        if isPaused {
          Thread.sleep(forTimeInterval: 0.002)
          continue
        }
        guard let bytes = line.receive() else { return }
        take(bytes)
      }
    }
  }

  /// Stops answering and lets the pseudo-terminal go.
  public func close() {
    state.withLock { $0.isClosed = true }
  }

  /// Reads nothing until ``goOn()``, as a terminal that was suspended or is too busy.
  public func stop() { state.withLock { $0.isStopped = true } }

  /// Reads on after ``stop()``.
  public func goOn() { state.withLock { $0.isStopped = false } }

  /// Everything that the program has written.
  public var written: [UInt8] { state.withLock { $0.written } }

  /// Everything that the program has written as text; what is not UTF-8 is replaced.
  public var writtenText: String { String(decoding: written, as: UTF8.self) }

  /// How many sixel pictures have arrived completely.
  public var pictures: Int { state.withLock { $0.pictures } }

  /// How many images of kitty's graphics protocol have arrived completely, from shared memory and
  /// through the line, and how many were missing in shared memory.
  public var images: (fromMemory: Int, fromLine: Int, missing: Int) {
    state.withLock { ($0.graphics.fromMemory, $0.graphics.fromLine, $0.graphics.missing) }
  }

  /// How many images of kitty's graphics protocol are on the screen.
  public var imagesShown: Int { state.withLock { $0.graphics.images.count } }

  /// What of kitty's graphics protocol was not as it has to be.
  public var graphicsMistakes: [String] { state.withLock { $0.graphics.mistakes } }

  /// It reads nothing now, as its profile says.
  public var isStalled: Bool { state.withLock { $0.isStalled } }

  /// Reads again, and does not stop any more.
  public func readOn() {
    state.withLock { ($0.isStalled, $0.mayStall) = (false, false) }
  }

  /// The private modes (DECSET) that are set now.
  public var modes: Set<Int> { state.withLock { $0.answers.modes } }

  /// The private modes that are set when a terminal starts.
  public static let initialModes = TerminalAnswers.initialModes

  /// Types text, or bytes as a terminal sends them for keys and the mouse.
  public func type(_ text: String) {
    voice.withLock { _ in line.send(text.utf8) }
  }

  private func take(_ bytes: [UInt8]) {
    let replies = state.withLock { state -> [String] in
      state.written += bytes
      let replies = state.scanner.scan(bytes).compactMap { reply(to: $0, &state) }
      if state.mayStall, state.pictures == profile.stallsInPicture, state.scanner.isInString {
        state.isStalled = true
      }
      return replies
    }
    for reply in replies {
      if profile.delay > .zero {
        Thread.sleep(forTimeInterval: profile.delay / .seconds(1))
      }
      send(reply)
    }
  }

  private func send(_ reply: String) {
    voice.withLock { _ in
      guard profile.stutters else { return line.send(reply.utf8) }
      for byte in reply.utf8 {
        line.send([byte])
        Thread.sleep(forTimeInterval: 0.002)
      }
    }
  }

  /// Gives the answers to a status report that the profile has for it, each at its time.
  private func answerLater(_ reply: String, _ number: Int, _ answers: (Int) -> [Int]) {
    for milliseconds in answers(number) {
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [self] in
        if !state.withLock({ $0.isClosed }) { send(reply) }
      }
    }
  }

  private func reply(to token: ControlScanner.Token, _ state: inout State) -> String? {
    switch token {
    case .string(let text) where text.hasPrefix("\u{1b}_G"): return state.graphics.take(text)
    case .string(let text):
      let isSixel = text.hasPrefix("\u{1b}P") && text.drop { $0 != "q" }.hasPrefix("q\"")
      if isSixel { state.pictures += 1 }
      return profile.replies[text]
    case .sequence(let text):
      guard text == "\u{1b}[5n", let answers = profile.statusAnswers,
        let reply = profile.replies[text]
      else { return state.answers.reply(to: text) }
      answerLater(reply, state.statusQuestions, answers)
      state.statusQuestions += 1
      return nil
    }
  }
}
