import FuryStream
import FuryWire
import Glibc

/// Follows a live FURY stream from a program of one's own: prints a line for each new frame, and
/// zooms in by one wheel step after the first.
///
///     swift run follow-stream [STREAM] [FRAMES]
///
/// STREAM is a segment's name or a process id; nothing means the only live stream.
@main
struct FollowStream {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let selector = StreamSelector(argument: arguments.first)
    let wanted = arguments.dropFirst().first.flatMap { Int($0) } ?? 10
    do {
      try follow(StreamDiscovery.resolve(selector), frames: wanted)
    } catch {
      print("follow-stream: \(error)")
      exit(error.exitStatus)
    }
  }

  private static func follow(
    _ stream: StreamDescription, frames wanted: Int
  ) throws(StreamError) {
    print("following \(stream.label)")
    let reader = try FrameReader(stream)
    var frame = Frame()
    var seen = 0
    while seen < wanted {
      switch try reader.poll(into: &frame) {
      case .new(let skipped), .repeated(let skipped):
        seen += 1
        print("frame \(seen): \(frame.width)x\(frame.height), \(skipped) skipped")
        if seen == 1, stream.takesEvents { try zoomIn(stream) }
      case .noFrameYet, .unchanged:
        usleep(2000)
      }
    }
  }

  /// Sends one wheel step, and says what became of it.
  private static func zoomIn(_ stream: StreamDescription) throws(StreamError) {
    let producer = try EventProducer(
      stream, takeControl: true,
      onFate: { _, fate in print("wheel step: \(fate)") },
      onNotice: { notice in print("notice: \(notice)") })
    producer.post(FuryEvent(id: .wheel, weel: ZoomStep.inWeel), token: 1)
    producer.close(timeoutMilliseconds: 1000)
  }
}
