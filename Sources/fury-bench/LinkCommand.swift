import ArgumentParser
import Raster
import SharedMemory
import TerminalLab

/// `fury-bench link`: the viewer at the end of a slow link.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Measures the age of frames when they are shown, over emulated slow links.",
    discussion: """
      The real viewer shows a turning 1280x720 scene on a terminal of this program, behind a link \
      with a rate, a delay each way and ssh's 2 MiB of buffer. It runs as in an ssh session, with \
      SSH_CONNECTION set, and so begins as on a link that it knows nothing of. Every frame carries \
      its number, which is read from what the terminal has decoded.
      """)

  @Option(help: "Megabytes a second.")
  var rate: [Double] = []

  @Option(help: "Round trip in milliseconds, one for each rate.")
  var roundTrip: [Double] = []

  @Option(help: "Seconds that are measured, after three for settling.")
  var seconds = 10.0

  @Option(help: "Frames that the scene makes a second.")
  var framesPerSecond = 30.0

  @OptionGroup var options: ViewerBenchOptions

  func validate() throws {
    guard rate.count == roundTrip.count, rate.allSatisfy({ $0 > 0 }),
      roundTrip.allSatisfy({ $0 >= 0 })
    else { throw ValidationError("as many --round-trip as --rate, greater than 0") }
  }

  func run() throws {
    let links =
      rate.isEmpty ? [(4.0, 40.0), (1.0, 80.0)] : zip(rate, roundTrip).map { ($0, $1) }
    let scenes = try options.scenes()
    var results: [LinkResult] = []
    for scene in scenes {
      for (megabytes, milliseconds) in links {
        Progress.say("link: \(scene.name) over \(megabytes) MB/s, \(milliseconds) ms")
        results.append(try measure(scene, megabytes, milliseconds))
      }
    }
    try options.print(results)
  }

  private func measure(
    _ scene: Scene, _ megabytes: Double, _ milliseconds: Double
  ) throws -> LinkResult {
    let shown = ShownFrames(
      size: PixelSize(
        width: ViewerRun.columns * ViewerRun.cell.width,
        height: ViewerRun.rows * ViewerRun.cell.height))
    let run = try ViewerRun(
      program: options.program,
      link: .init(bytesPerSecond: megabytes * 1e6, delay: Int64(milliseconds * 1e6 / 2)),
      isRemote: true
    ) { shown.take($0) }
    let player = try FramePlayer(
      run.owner, pictures: scene.pictures, framesPerSecond: framesPerSecond)
    defer { _ = try? player.stop() }
    Clock.sleep(nanoseconds: 100_000_000)
    try run.start()
    try run.waitForPictures(2, seconds: 30)
    Clock.sleep(nanoseconds: 3_000_000_000)
    let start = Clock.monotonicNanoseconds()
    Clock.sleep(nanoseconds: Int64(seconds * 1e9))
    let end = Clock.monotonicNanoseconds()
    let sights = try shown.sights().filter { $0.moment >= start && $0.moment < end }
    let ages = sights.compactMap { sight in
      player.moment(of: sight.number).map { Double(sight.moment - $0) / 1e6 }
    }
    guard !ages.isEmpty else { throw BenchError("no frame of \(scene.name) was shown") }
    return LinkResult(
      sequence: scene.name, megabytesPerSecond: megabytes, roundTripMilliseconds: milliseconds,
      age: Quantiles(ages), framesPerSecond: Double(Set(sights.map(\.number)).count) / seconds,
      bytesPerFrame: sights.map { Double($0.bytes) }.mean)
  }
}

/// What was seen at the end of a link.
struct LinkResult: BenchResult {
  var sequence: String
  var megabytesPerSecond: Double
  var roundTripMilliseconds: Double
  /// From the frame's publication to its being on the screen, in milliseconds.
  var age: Quantiles
  var framesPerSecond: Double
  var bytesPerFrame: Double

  private enum CodingKeys: String, CodingKey {
    case sequence
    case megabytesPerSecond = "mb_s"
    case roundTripMilliseconds = "rtt_ms"
    case age = "age_ms"
    case framesPerSecond = "fps"
    case bytesPerFrame = "bytes_frame"
  }

  var line: String {
    "\(sequence), \(EncodeTable.fixed(megabytesPerSecond, 1)) MB/s, "
      + "\(EncodeTable.fixed(roundTripMilliseconds, 0)) ms: age p50 "
      + "\(EncodeTable.fixed(age.p50, 0)) ms, p95 \(EncodeTable.fixed(age.p95, 0)) ms, "
      + "\(EncodeTable.fixed(framesPerSecond, 1)) fps, "
      + "\(EncodeTable.fixed(bytesPerFrame / 1000, 0)) KB a frame"
  }
}
