import ArgumentParser

/// `fury-bench frames`: what following a stream costs.
struct FramesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frames",
    abstract: "Measures how soon frames are noticed, and what looking for them costs.",
    discussion: """
      A thread follows a 1280x720 stream as the viewer's does. Delays run from the end of the \
      producer's write to the end of the reader's copy; costs are the thread's processor time, for \
      active phases without the copies themselves.
      """)

  @Option(help: "Seconds a phase.")
  var seconds = 5.0

  @Option(help: "Numbers of buffers.")
  var buffers = [1, 2, 3]

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard seconds >= 1, buffers.allSatisfy({ 1...64 ~= $0 }) else {
      throw ValidationError("at least 1 second, 1 to 64 buffers")
    }
  }

  func run() throws {
    let copy = try CopyBenchmark().run()
    let streams = try buffers.map { buffers in
      Progress.say("frames: \(buffers) buffer(s)")
      return try FramesBenchmark(buffers: buffers, seconds: seconds).run()
    }
    let report = FramesReport(
      copyMilliseconds: copy.reader, memcpyMilliseconds: copy.memcpy, streams: streams)
    if json { return try JSONOutput.print(report) }
    print(
      "copy of a 1280x720 frame: \(EncodeTable.fixed(copy.reader, 3)) ms, memcpy "
        + "\(EncodeTable.fixed(copy.memcpy, 3)) ms")
    for result in streams {
      func phase(_ name: String, _ phase: FramesResult.Phase) -> String {
        "\(name): \(EncodeTable.fixed(phase.corePercent, 2)) % of a core (waking alone "
          + "\(EncodeTable.fixed(phase.wakingPercent, 2)) %), delay p50 "
          + "\(EncodeTable.fixed(phase.delay.p50, 2)) ms, p95 "
          + "\(EncodeTable.fixed(phase.delay.p95, 2)) ms"
      }
      print("\(result.buffers) buffer(s)")
      print("  \(phase("active", result.active))")
      print("  \(phase("idle", result.idle))")
      print(
        "  the same frame 60 times a second: \(EncodeTable.fixed(result.repeatedPercent, 2)) %")
    }
  }
}
