import CSystem
import Foundation
import Glibc
import Synchronization

/// A terminal at the end of a link that answers as a profile says, hands every picture to whoever
/// wants it, and keeps nothing: for benchmarks and for long runs.
///
/// The answers to what follows a picture are given when the picture's receiver has returned, as a
/// terminal answers when it has drawn. Call ``close()`` when done with it: its thread holds it.
public final class PictureTerminal: Sendable {
  /// A picture on its way to the screen.
  public struct Arrival: Sendable {
    /// The string, from ESC P to ESC \.
    public var bytes: [UInt8]
    /// The cell of its top left corner, from 1.
    public var row: Int
    public var column: Int
    /// When its last byte was there, in nanoseconds of the monotonic clock.
    public var moment: Int64
  }

  private struct State: Sendable {
    var typed: [[UInt8]] = []
    var bytes = 0
    var pictures = 0
    var isClosed = false
  }

  /// The pseudo-terminal; its path is what a program is started on.
  public let line: PseudoTerminal
  private let profile: TerminalProfile
  private let link: SlowLink.Parameters
  private let receive: @Sendable (Arrival) -> Void
  private let state = Mutex(State())

  /// Opens a terminal of this size whose cells have `cell` pixels.
  ///
  /// - Parameter receive: called on the terminal's thread for every picture.
  public init(
    _ profile: TerminalProfile, columns: Int, rows: Int, cell: (width: Int, height: Int),
    link: SlowLink.Parameters = .none, receive: @escaping @Sendable (Arrival) -> Void
  ) throws {
    self.profile = profile.sized(columns: columns, rows: rows, cell: cell)
    self.link = link
    self.receive = receive
    line = try PseudoTerminal(
      columns: columns, rows: rows, pixels: (columns * cell.width, rows * cell.height))
    Thread.detachNewThread { [self] in run() }
  }

  /// Stops answering and lets the pseudo-terminal go.
  public func close() { state.withLock { $0.isClosed = true } }

  /// Types text, or bytes as a terminal sends them for keys and the mouse.
  public func type(_ text: String) { state.withLock { $0.typed.append(Array(text.utf8)) } }

  /// Pictures that have arrived completely.
  public var pictures: Int { state.withLock { $0.pictures } }

  /// Bytes that have arrived.
  public var byteCount: Int { state.withLock { $0.bytes } }

  /// Nanoseconds of the monotonic clock.
  public static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private func run() {
    var screen = Screen(answers: TerminalAnswers(profile))
    var link = SlowLink(self.link)
    while true {
      let (isClosed, typed) = state.withLock { state -> (Bool, [[UInt8]]) in
        defer { state.typed = [] }
        return (state.isClosed, state.typed)
      }
      if isClosed { return }
      var now = Self.now()
      for bytes in typed { link.answer(bytes, at: now) }
      while let bytes = link.arrived(at: Self.now()) {
        let answers = take(bytes, &screen)
        now = Self.now()
        for answer in answers { link.answer(answer, at: now) }
      }
      now = Self.now()
      while let bytes = link.returned(at: now) { line.send(bytes) }
      // Keys are looked for every millisecond.
      let pause = min(1_000_000, max(0, (link.nextEvent(after: now) ?? .max) - now))
      if link.hasRoom(at: now) {
        if fury_wait_readable(line.emulatorEnd, pause) > 0 {
          guard let bytes = line.receive() else { return }
          link.write(bytes, at: Self.now())
        }
      } else {
        fury_sleep_until(now + pause)
      }
    }
  }

  private struct Screen {
    var splitter = SequenceSplitter()
    var answers: TerminalAnswers
    var row = 1
    var column = 1
  }

  private func take(_ bytes: [UInt8], _ screen: inout Screen) -> [[UInt8]] {
    state.withLock { $0.bytes += bytes.count }
    var replies: [[UInt8]] = []
    for token in screen.splitter.split(bytes) {
      switch token {
      case .string(let string):
        guard string.starts(with: [0x1b, UInt8(ascii: "P")]), isSixel(string)
        else {
          if let reply = profile.replies[String(decoding: string, as: UTF8.self)] {
            replies.append(Array(reply.utf8))
          }
          continue
        }
        receive(
          Arrival(bytes: string, row: screen.row, column: screen.column, moment: Self.now()))
        state.withLock { $0.pictures += 1 }
      case .sequence(let text):
        if text.hasSuffix("H") { move(text, &screen) }
        if let reply = screen.answers.reply(to: text) { replies.append(Array(reply.utf8)) }
      }
    }
    return replies
  }

  /// `CSI row ; column H`.
  private func move(_ text: String, _ screen: inout Screen) {
    let numbers = text.dropFirst(2).dropLast().split(separator: ";").map { Int($0) ?? 1 }
    screen.row = numbers.first ?? 1
    screen.column = numbers.dropFirst().first ?? 1
  }

  private func isSixel(_ string: [UInt8]) -> Bool {
    let rest = string.dropFirst(2).drop { $0 == UInt8(ascii: ";") || (0x30...0x39).contains($0) }
    return rest.first == UInt8(ascii: "q")
  }
}
