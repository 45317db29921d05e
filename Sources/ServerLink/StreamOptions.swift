public import ArgumentParser
public import FuryStream

/// How a stream is named on the command line.
public struct StreamOptions: ParsableArguments {
  /// A segment's name or a process id; nil for the only live stream.
  @Argument(help: "A segment's name, a process id, or nothing for the only live stream.")
  public var stream: String?

  /// The image segments in order, separated by commas.
  @Option(help: "All image segments in order, separated by commas, instead of STREAM.")
  public var images: String?

  /// The info segment.
  @Option(help: "The info segment, with --images.")
  public var info: String?

  /// The event queue's segment.
  @Option(help: "The event queue's segment, with --images.")
  public var queue: String?

  /// The head_tail segment.
  @Option(help: "The head_tail segment, with --queue.")
  public var headTail: String?

  /// No names.
  public init() {}

  /// Refuses what cannot be meant.
  public func validate() throws {
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

  /// Which stream that is.
  public var selector: StreamSelector {
    guard let images, let info else { return StreamSelector(argument: stream) }
    let names = images.split(separator: ",").map { StreamSelector.segmentName(String($0)) }
    return .explicit(
      images: names, info: StreamSelector.segmentName(info),
      queue: queue.map(StreamSelector.segmentName),
      headTail: headTail.map(StreamSelector.segmentName))
  }

  /// The same names as words of a command line.
  public var arguments: [String] {
    var words: [String] = []
    if let images { words.append("--images=\(images)") }
    if let info { words.append("--info=\(info)") }
    if let queue { words.append("--queue=\(queue)") }
    if let headTail { words.append("--head-tail=\(headTail)") }
    return words + (stream.map { ["--", $0] } ?? [])
  }
}
