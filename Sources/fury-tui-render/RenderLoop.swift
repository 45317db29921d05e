import RendererLink
import SceneRenderer
import SharedMemory

/// Steps the renderer when there is something to do, until the program is to end.
struct RenderLoop {
  /// How often the stream's names are looked after and statistics are told, in nanoseconds.
  private static let second: Int64 = 1_000_000_000
  /// Milliseconds of a picture beyond which a person is told why.
  private static let slow = 100.0

  private let renderer: SceneRenderer
  private let watch: StopWatch
  private let output: LineOutput
  private let started: Int64
  private var isSlownessTold = false

  init(_ renderer: SceneRenderer, _ watch: StopWatch, _ output: LineOutput, started: Int64) {
    self.renderer = renderer
    self.watch = watch
    self.output = output
    self.started = started
  }

  mutating func run() throws {
    var isReady = false
    var statistics = RendererLine.Statistics(t: 0)
    var nextSecond = Clock.monotonicNanoseconds() + Self.second
    while !watch.isStopping {
      let before = Clock.monotonicNanoseconds()
      let step = try renderer.step(now: before)
      let now = Clock.monotonicNanoseconds()
      count(step, nanoseconds: now - before, into: &statistics)
      if step.published, !isReady {
        isReady = true
        output.write(.ready(seconds: Double(now - started) / 1e9))
      }
      if now >= nextSecond {
        nextSecond = now + Self.second
        try lookAfter(&statistics)
      }
      let wake = min(renderer.nextStep ?? nextSecond, nextSecond)
      watch.wakeUp.wait(nanoseconds: max(0, wake - Clock.monotonicNanoseconds()))
    }
  }

  private func count(
    _ step: SceneRenderer.Step, nanoseconds: Int64, into statistics: inout RendererLine.Statistics
  ) {
    statistics.events += step.events
    statistics.drawn += step.drawn == nil ? 0 : 1
    guard step.published else { return }
    statistics.published += 1
    statistics.frameMilliseconds += Double(nanoseconds) / 1e6
  }

  /// Once, where a processor draws a moving scene too slowly to follow the hand.
  private mutating func tellOfSlowness(_ mean: Double, _ statistics: RendererLine.Statistics) {
    guard !isSlownessTold, mean > Self.slow, statistics.published >= 3, renderer.engine.isSoftware
    else { return }
    isSlownessTold = true
    output.write(
      .notice(
        "the processor draws this scene, \(Int(mean)) ms a picture: "
          + "a smaller window or --size is quicker, and so is a graphics card"))
  }

  private mutating func lookAfter(_ statistics: inout RendererLine.Statistics) throws {
    if try renderer.maintain() {
      output.write(.notice("somebody has removed the stream's memory; it was published again"))
    }
    guard statistics.events > 0 || statistics.drawn > 0 else { return }
    statistics.t = Clock.wallMilliseconds().rounded()
    let mean = statistics.frameMilliseconds / Double(max(1, statistics.published))
    tellOfSlowness(mean, statistics)
    statistics.frameMilliseconds = (mean * 100).rounded() / 100
    output.write(.statistics(statistics))
    statistics = RendererLine.Statistics(t: 0)
  }
}
