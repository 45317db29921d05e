import ArgumentParser
import FuryStream
import FuryWire
import Glibc
import SharedMemory
import Synchronization
import ViewerCore

/// `fury-tui replay`: sends a recorded event log again.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Send a recorded event log to a stream again.",
    usage: "fury-tui replay [<stream>] <log> [--fast] [--speed <speed>]",
    discussion: """
      LOG holds JSON lines as --dump-events writes them. Lines whose fate is absent or "sent" are sent, unmerged, with \
      their user_timestamp.
      """)

  @Argument(
    help: ArgumentHelp(
      "The stream (nothing: the only live one) and the log (-: standard input).",
      valueName: "[stream] log"))
  var names: [String]

  @Flag(help: "As fast as the scene takes them, without the recorded timing.")
  var fast = false

  @Option(help: "Play so many times faster.")
  var speed = 1.0

  func validate() throws {
    guard (1...2).contains(names.count) else {
      throw ValidationError("give a log, or a stream and a log")
    }
    guard speed > 0, speed.isFinite else { throw ValidationError("--speed must be above 0") }
    guard !fast || speed == 1 else {
      throw ValidationError("--fast and --speed exclude each other")
    }
  }

  func run() throws {
    let events = try Self.read(names[names.count - 1])
    let found = try StreamDiscovery.find(
      StreamSelector(argument: names.count == 2 ? names[0] : nil))
    if let reason = found.viewOnlyReason ?? (found.takesEvents ? nil : "it has no event queue") {
      throw Failure("\(found.name) takes no events: \(reason)")
    }
    let tally = Tally()
    do {
      let producer = try EventProducer(
        found, takeControl: true,
        onFate: { _, fate in tally.note(fate) },
        onNotice: { notice in
          Console.progress(nil)
          Console.error("fury-tui: \(NoticeText.text(notice))")
        })
      try send(events, through: producer, tally)
    } catch let error as StreamError {
      throw Failure(error)
    }
  }

  private func send(_ events: [FuryEvent], through producer: EventProducer, _ tally: Tally) throws {
    var previous = events.first?.userTimestamp ?? 0
    for (i, event) in events.enumerated() {
      if !fast { Self.pause((event.userTimestamp - previous) / speed) }
      previous = event.userTimestamp
      producer.postUnmerged(event, token: UInt64(i))
      if i % 1000 == 999 { Console.progress("\(tally.sent) of \(events.count) events sent") }
    }
    // The scene takes one event a tick: what is waiting is waited for as long as it goes on taking.
    var before = -1
    while tally.settled < events.count, tally.settled != before {
      before = tally.settled
      _ = producer.flush(timeoutMilliseconds: 5000)
      Console.progress("\(tally.sent) of \(events.count) events sent")
    }
    producer.close(timeoutMilliseconds: 100)
    Console.progress(nil)
    guard tally.sent == events.count else {
      let why = tally.reason ?? "the scene has stopped taking events"
      throw Failure("\(tally.sent) of \(events.count) events sent: \(why)")
    }
    Console.error("\(events.count) events sent")
  }

  /// Waits as long as the log says, at most a minute at a time.
  private static func pause(_ milliseconds: Double) {
    guard milliseconds > 0, milliseconds.isFinite else { return }
    Clock.sleep(nanoseconds: Int64(min(milliseconds, 60_000) * 1_000_000))
  }

  /// The events of a log that were sent, in order. A line that is none is an error with its number.
  static func read(_ path: String) throws -> [FuryEvent] {
    var events: [FuryEvent] = []
    for (i, line) in try InputFile.text(path).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    )
    .enumerated() {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      do throws(EventLine.Malformed) {
        let record = try EventLine(text: line).record
        if record.fate == .sent { events.append(record.event) }
      } catch {
        throw Failure("\(path), line \(i + 1): \(error.reason)")
      }
    }
    return events
  }

  /// What became of the events; written by the producer's thread.
  private final class Tally: Sendable {
    private let counts = Mutex((sent: 0, settled: 0, reason: String?.none))

    func note(_ fate: EventProducer.Fate) {
      counts.withLock {
        $0.settled += 1
        switch fate {
        case .sent: $0.sent += 1
        case .merged: break
        case .dropped(let reason): $0.reason = reason
        }
      }
    }

    var sent: Int { counts.withLock { $0.sent } }
    var settled: Int { counts.withLock { $0.settled } }
    var reason: String? { counts.withLock { $0.reason } }
  }
}
