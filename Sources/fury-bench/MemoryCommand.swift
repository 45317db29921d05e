import ArgumentParser
import Raster
import SharedMemory
import TerminalLab

/// `fury-bench memory`: what the viewer's process needs, moving and at rest.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Measures the viewer's memory at 1280x720, and what it costs when nothing moves.")

  @Option(help: "Frames that are shown before.")
  var frames = 300

  @Option(help: "Seconds of rest that are measured.")
  var seconds = 8.0

  @OptionGroup var options: ViewerBenchOptions

  func run() throws {
    let results = try options.scenes().map { scene in
      Progress.say("memory: \(scene.name)")
      return try measure(scene)
    }
    try options.print(results)
  }

  private func measure(_ scene: Scene) throws -> MemoryResult {
    let run = try ViewerRun(program: options.program) { _ in }
    let player = try FramePlayer(run.owner, pictures: scene.pictures, framesPerSecond: 30)
    defer { _ = try? player.stop() }
    try run.start()
    try run.waitForPictures(2)
    let figures = try run.figures()
    let before = (
      figures.processorMilliseconds, Clock.monotonicNanoseconds(), run.terminal.pictures
    )
    // At 30 frames a second; ten times as long on a machine that is busy otherwise.
    try run.waitForPictures(before.2 + frames, seconds: 20 + Double(frames) / 3)
    let spent = figures.processorMilliseconds - before.0
    let elapsed = Double(Clock.monotonicNanoseconds() - before.1) / 1e6
    try player.stop()
    Clock.sleep(nanoseconds: 2_500_000_000)
    let (restart, sleeps) = (figures.processorMilliseconds, figures.sleeps)
    Clock.sleep(nanoseconds: Int64(seconds * 1e9))
    let after = figures.sleeps
    return MemoryResult(
      sequence: scene.name, resident: Double(figures.residentKilobytes ?? 0) / 1024,
      mostResident: Double(figures.mostResidentKilobytes ?? 0) / 1024,
      movingPercent: spent / elapsed * 100,
      restPercent: (figures.processorMilliseconds - restart) / seconds / 10,
      sleepsPerSecond: after.mapValues { Double($0) }.reduce(into: [:]) { sums, item in
        sums[item.key] = (item.value - Double(sleeps[item.key] ?? 0)) / seconds
      })
  }
}

/// One viewer's process.
struct MemoryResult: BenchResult {
  var sequence: String
  /// Resident memory after the frames, and at its most, in megabytes.
  var resident: Double
  var mostResident: Double
  /// Percent of a core at 30 frames a second, and when nothing has moved for two seconds.
  var movingPercent: Double
  var restPercent: Double
  /// How often each thread went to sleep while nothing moved.
  var sleepsPerSecond: [String: Double]

  private enum CodingKeys: String, CodingKey {
    case sequence
    case resident = "rss_mb"
    case mostResident = "max_rss_mb"
    case movingPercent = "moving_core_percent"
    case restPercent = "rest_core_percent"
    case sleepsPerSecond = "sleeps_s"
  }

  var line: String {
    let sleeps = sleepsPerSecond.sorted { $0.key < $1.key }.map {
      "\($0.key) \(EncodeTable.fixed($0.value, 1))"
    }.joined(separator: ", ")
    return "\(sequence): \(EncodeTable.fixed(resident, 0)) MB resident, at most "
      + "\(EncodeTable.fixed(mostResident, 0)) MB; \(EncodeTable.fixed(movingPercent, 1)) % of a core "
      + "at 30 frames a second, \(EncodeTable.fixed(restPercent, 2)) % at rest (sleeps a second: "
      + "\(sleeps))"
  }
}
