import ArgumentParser
import FuryStream
import FuryWire
import Glibc
import SharedMemory

/// `fury-bench queue`: events through FURY's queue.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Measures events through the queue, to a consumer that waits.")

  @Option(help: "Events that are sent.")
  var events = 20_000

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard events > 0 else { throw ValidationError("--events must be at least 1") }
  }

  func run() throws {
    let owner = try StreamOwner(
      .init(name: "bench-queue-\(getpid())", maxWidth: 16, maxHeight: 16))
    defer { owner.close() }
    let producer = try EventProducer(
      owner.description, takeControl: true, onFate: { _, _ in }, onNotice: { _ in })
    let (wall, processor) = (Clock.monotonicNanoseconds(), ProcessClock.milliseconds)
    var taken = 0
    var posted = 0
    while taken < events {
      while posted < min(events, taken + 200) {
        producer.postUnmerged(
          FuryEvent(id: .move, x: Double(posted % 1000) / 1000, y: 0.5), token: UInt64(posted))
        posted += 1
      }
      if owner.dequeue() != nil { taken += 1 } else { Clock.sleep(nanoseconds: 50_000) }
    }
    let seconds = Double(Clock.monotonicNanoseconds() - wall) / 1e9
    let spent = ProcessClock.milliseconds - processor
    producer.close(timeoutMilliseconds: 100)
    let result = QueueResult(
      eventsPerSecond: Double(events) / seconds,
      processorMicroseconds: spent * 1000 / Double(events))
    if json { return try JSONOutput.print(result) }
    print(
      "\(EncodeTable.fixed(result.eventsPerSecond, 0)) events a second, "
        + "\(EncodeTable.fixed(result.processorMicroseconds, 2)) us of both sides each")
  }
}

struct QueueResult: Codable {
  var eventsPerSecond: Double
  var processorMicroseconds: Double

  private enum CodingKeys: String, CodingKey {
    case eventsPerSecond = "events_s"
    case processorMicroseconds = "event_us"
  }
}
