import ArgumentParser
import SharedMemory
import TerminalInput

/// `fury-bench input`: the parser of what terminals send.
struct InputCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "input", abstract: "Measures how fast a terminal's input is parsed.")

  @Option(help: "Megabytes that are parsed.")
  var megabytes = 20

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard megabytes > 0 else { throw ValidationError("--megabytes must be at least 1") }
  }

  func run() throws {
    var generator = SplitMix64(state: 5)
    var sample: [UInt8] = []
    while sample.count < 1 << 16 {
      let (x, y) = (generator.next() % 1280, generator.next() % 720)
      sample += "\u{1b}[<32;\(x);\(y)M\u{1b}[<0;\(x);\(y)M\u{1b}[<0;\(x);\(y)m\u{1b}[A+".utf8
    }
    var parser = InputParser()
    var events = 0
    let start = ProcessClock.threadMilliseconds
    let passes = max(1, megabytes * 1_000_000 / sample.count)
    for _ in 0..<passes { events += parser.next(sample).count }
    let seconds = (ProcessClock.threadMilliseconds - start) / 1000
    let result = InputResult(
      megabytesPerSecond: Double(passes * sample.count) / 1e6 / seconds,
      eventsPerSecond: Double(events) / seconds)
    if json { return try JSONOutput.print(result) }
    print(
      "\(EncodeTable.fixed(result.megabytesPerSecond, 1)) MB and "
        + "\(EncodeTable.fixed(result.eventsPerSecond, 0)) events a second of processor time")
  }
}

struct InputResult: Codable {
  var megabytesPerSecond: Double
  var eventsPerSecond: Double

  private enum CodingKeys: String, CodingKey {
    case megabytesPerSecond = "mb_s"
    case eventsPerSecond = "events_s"
  }
}
