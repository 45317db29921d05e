import ViewerCore

/// The files that `--dump-events` and `--stats` write.
///
/// They are opened when the viewer can start, so that a refusal leaves no file behind and an old
/// one as it was.
final class LogFiles {
  private let eventsPath: String?
  private let statisticsPath: String?
  private var events: OutputFile?
  private var statistics: OutputFile?

  /// Refuses `-` where standard output is the terminal in use.
  init(events: String?, statistics: String?) throws {
    if let events { try OutputFile.check(events, option: "--dump-events") }
    if let statistics { try OutputFile.check(statistics, option: "--stats") }
    eventsPath = events
    statisticsPath = statistics
  }

  func open() throws {
    events = try eventsPath.map { try OutputFile($0, option: "--dump-events") }
    statistics = try statisticsPath.map { try OutputFile($0, option: "--stats") }
  }

  func write(_ record: EventRecord) { events?.line(EventLine(record).text) }

  func write(_ summary: Statistics) { statistics?.line(summary.line) }
}
