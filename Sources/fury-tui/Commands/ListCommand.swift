import ArgumentParser
import FoundationEssentials
import FuryStream
import ViewerCore

/// `fury-tui list`: the live streams that this user may open.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The live streams of this machine that you may open.")

  @Flag(help: "Print a JSON array.")
  var json = false

  func run() throws {
    let streams = StreamDiscovery.live()
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let data = try encoder.encode(streams.map(Entry.init))
      Console.output(String(decoding: data, as: UTF8.self))
      return
    }
    if streams.isEmpty {
      Console.error("no live stream; start a FURY program with a stream client, then list again")
      return
    }
    Console.output(Self.table(streams))
  }

  /// Columns for people, with a heading.
  private static func table(_ streams: [StreamDescription]) -> String {
    let heading = ["STREAM", "PID", "SIZE", "BUFFERS", "EVENTS", "PROGRAM"]
    let rows =
      [heading]
      + streams.map { stream in
        [
          SafeText.clean(stream.name), stream.pid.map { "\($0)" } ?? "-",
          stream.width == 0 ? "no frame" : "\(stream.width)x\(stream.height)",
          "\(stream.bufferCount)", stream.takesEvents ? "yes" : "view only",
          SafeText.clean(stream.program, limit: 40),
        ]
      }
    let widths = heading.indices.map { i in rows.map { $0[i].count }.max() ?? 0 }
    return rows.map { row in
      var line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  private struct Entry: Encodable {
    var name, program, info: String
    var pid: Int32?
    var images: [String]
    var headTail, queue: String?
    var width, height, buffers, readers: Int
    var events: Bool

    init(_ stream: StreamDescription) {
      name = stream.name
      program = stream.program
      info = stream.info.description
      pid = stream.pid
      images = stream.images.map(\.description)
      headTail = stream.headTail?.description
      queue = stream.queue?.description
      width = stream.width
      height = stream.height
      buffers = stream.bufferCount
      readers = stream.readers
      events = stream.takesEvents
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(pid, forKey: .pid)
      try container.encode(program, forKey: .program)
      try container.encode(info, forKey: .info)
      try container.encode(images, forKey: .images)
      try container.encode(headTail, forKey: .headTail)
      try container.encode(queue, forKey: .queue)
      try container.encode(width, forKey: .width)
      try container.encode(height, forKey: .height)
      try container.encode(buffers, forKey: .buffers)
      try container.encode(events, forKey: .events)
      try container.encode(readers, forKey: .readers)
    }

    enum CodingKeys: String, CodingKey {
      case name, pid, program, info, images, headTail, queue, width, height, buffers, events
      case readers
    }
  }
}
