import ArgumentParser
import FuryStream
import Raster
import SharedMemory
import Synchronization
import TerminalLab

/// `fury-bench latency`: the viewer's own share of the way from a key to a picture.
struct LatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency",
    abstract: "Measures the viewer's own share of the latency from event to picture.",
    discussion: """
      A terminal of this program sends a key; this program waits for the event in the queue, as \
      the renderer would, publishes a 1280x720 frame some milliseconds later, and waits until the \
      terminal has the whole picture. Taken off is what the same bytes need through the same kind of \
      line and terminal when a program that does nothing else writes them.
      """)

  @Option(help: "Keys that are sent.")
  var keys = 100

  @OptionGroup var options: ViewerBenchOptions

  func validate() throws {
    guard keys > 0 else { throw ValidationError("--keys must be at least 1") }
  }

  func run() throws {
    let results = try options.scenes().map { scene in
      Progress.say("latency: \(scene.name)")
      return try measure(scene)
    }
    try options.print(results)
  }

  private func measure(_ scene: Scene) throws -> LatencyResult {
    let arrival = Atomic64()
    let last = Mutex<[UInt8]>([])
    let run = try ViewerRun(program: options.program) { picture in
      last.withLock { $0 = picture.bytes }
      arrival.value.store(picture.moment, ordering: .releasing)
    }
    let frames = scene.pictures.map(\.bottomUpPixels)
    let size = ViewerRun.size
    try run.owner.write(frames[0], width: size.width, height: size.height)
    try run.start()
    try run.waitForPictures(1)
    Clock.sleep(nanoseconds: 1_000_000_000)
    var (events, pictures): ([Double], [Double]) = ([], [])
    for key in 1...keys {
      // Between two keys the viewer comes to rest, at a different phase each time.
      Clock.sleep(nanoseconds: 400_000_000 + Int64(key % 17) * 1_700_000)
      while run.owner.dequeue() != nil {}
      let typed = Clock.monotonicNanoseconds()
      run.terminal.line.send("+".utf8)
      guard
        let queued = wait(
          seconds: 2, { run.owner.dequeue().map { _ in Clock.monotonicNanoseconds() } })
      else { throw BenchError("no event came for a key") }
      // The time of a render, at another phase each time.
      Clock.sleep(nanoseconds: 3_000_000 + Int64(key % 13) * 410_000)
      try run.owner.write(frames[key % frames.count], width: size.width, height: size.height)
      let published = Clock.monotonicNanoseconds()
      guard
        let shown = wait(
          seconds: 5,
          {
            let moment = arrival.value.load(ordering: .acquiring)
            return moment > queued ? moment : nil
          })
      else { throw BenchError("no picture came for a frame") }
      events.append(Double(queued - typed) / 1e6)
      pictures.append(Double(shown - published) / 1e6)
    }
    let passage = try LineShare.measure(last.withLock { $0 }, rounds: keys)
    return LatencyResult(
      sequence: scene.name, event: Quantiles(events), picture: Quantiles(pictures),
      both: Quantiles(zip(events, pictures).map { $0 + $1 }), passage: Quantiles(passage))
  }

  private func wait(seconds: Double, _ body: () -> Int64?) -> Int64? {
    let end = Clock.monotonicNanoseconds() + Int64(seconds * 1e9)
    while Clock.monotonicNanoseconds() < end {
      if let moment = body() { return moment }
      Clock.sleep(nanoseconds: 20_000)
    }
    return nil
  }
}

/// Milliseconds.
struct LatencyResult: BenchResult {
  var sequence: String
  /// From the key to its event in the queue.
  var event: Quantiles
  /// From the frame's publication to the picture's last byte at the terminal.
  var picture: Quantiles
  /// The sum of both, key by key.
  var both: Quantiles
  /// What the passage through line and terminal takes of it.
  var passage: Quantiles

  /// The viewer's own share of `both`, in the median.
  var own: Double { both.p50 - passage.p50 }

  private enum CodingKeys: String, CodingKey {
    case sequence
    case event = "event_ms"
    case picture = "picture_ms"
    case both = "both_ms"
    case passage = "passage_ms"
  }

  var line: String {
    func text(_ values: Quantiles) -> String {
      "p50 \(EncodeTable.fixed(values.p50, 2)), p95 \(EncodeTable.fixed(values.p95, 2)) ms"
    }
    return "\(sequence): key to queue \(text(event)); frame to bytes \(text(picture)); "
      + "both \(text(both)); passage \(text(passage)); own share \(EncodeTable.fixed(own, 2)) ms"
  }
}
