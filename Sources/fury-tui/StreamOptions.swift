import ArgumentParser
import FuryStream

/// How a stream is named on the command line.
struct StreamOptions: ParsableArguments {
  @Argument(help: "A segment's name, a process id, or nothing for the only live stream.")
  var stream: String?

  @Option(help: "All image segments in order, separated by commas, instead of STREAM.")
  var images: String?

  @Option(help: "The info segment, with --images.")
  var info: String?

  @Option(help: "The event queue's segment, with --images.")
  var queue: String?

  @Option(help: "The head_tail segment, with --queue.")
  var headTail: String?

  func validate() throws {
    let named = images != nil || info != nil || queue != nil || headTail != nil
    guard named else { return }
    guard stream == nil else {
      throw ValidationError("name the stream either by STREAM or by its segments, not both")
    }
    guard images != nil, info != nil else {
      throw ValidationError("--images and --info go together")
    }
    guard (queue == nil) == (headTail == nil) else {
      throw ValidationError("--queue and --head-tail go together")
    }
  }

  var selector: StreamSelector {
    guard let images, let info else { return StreamSelector(argument: stream) }
    let names = images.split(separator: ",").map { StreamSelector.segmentName(String($0)) }
    return .explicit(
      images: names, info: StreamSelector.segmentName(info),
      queue: queue.map(StreamSelector.segmentName),
      headTail: headTail.map(StreamSelector.segmentName))
  }
}
