import ViewerCore

/// The files that `--dump-events` and `--stats` write.
final class LogFiles: Sendable {
  private let events: OutputFile?
  private let statistics: OutputFile?

  init(events: String?, statistics: String?) throws {
    self.events = try events.map { try OutputFile($0, option: "--dump-events") }
    self.statistics = try statistics.map { try OutputFile($0, option: "--stats") }
  }

  func write(_ record: EventRecord) { events?.line(EventLine(record).text) }

  func write(_ summary: Statistics) { statistics?.line(summary.line) }
}
