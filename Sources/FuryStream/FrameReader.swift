internal import FuryWire
internal import SharedMemory

/// Reads the frames of a stream; used by one thread at a time.
///
/// Nothing announces a frame, so a reader polls. Everything is read with `pread`: a producer that
/// cuts its memory gives an error here, never a SIGBUS.
public final class FrameReader {
  /// The stream as it was found.
  public let stream: StreamDescription

  var info: MemoryRange
  var images: [MemoryRange]
  var watch: ProducerWatch
  var changes: ChangeDetector
  var order: ImageOrder?
  /// The image read last and its size, nil before the first.
  var shown: (index: Int, size: FrameInfo.Size)?
  /// The bytes read last; shared with the caller's frame, so keeping them costs nothing.
  var shownPixels: [UInt8] = []
  /// The storage of the frame before, into which the next one is read.
  var spare: [UInt8] = []
  /// The info segment as it was parsed last, and what it said; nil where it was refused.
  var infoBytes: [UInt8] = []
  var words: FrameInfo?
  /// What is compared passes through here.
  var scratch: [UInt8] = []
  /// Where the last two frames were found to differ.
  var lastDifference = 0

  /// Opens the info words and the images of `stream`.
  ///
  /// Throws `.notFound`, `.notPermitted` or `.invalid` for memory that is not that of a stream.
  public init(_ stream: StreamDescription) throws(StreamError) {
    self.stream = stream
    watch = ProducerWatch(stream)
    info = try MemoryRange(stream.info)
    var opened: [MemoryRange] = []
    for image in stream.images { opened.append(try MemoryRange(image)) }
    images = opened
    changes = ChangeDetector(images: opened.count)
    order = stream.isImageOrderCertain || opened.count < 2 ? nil : ImageOrder()
    _ = try readInfo()
  }

  /// False once the producer is known to be gone.
  public var isProducerAlive: Bool {
    (try? watch.check(info.segment)) != nil
  }

  /// Looks for a frame other than the one read last, and reads it into `frame`.
  ///
  /// Cheap while nothing changes: the info words, and at most 60 times a second a few samples of
  /// the current image, because a producer that wrote exactly as many frames as there are images leaves
  /// the index as it was. Nothing is allocated until there is a new frame, and a frame that repeats
  /// the one before is compared, not copied. Throws `.ended` within a second of the producer's end, `.invalid` when
  /// the words contradict each other.
  public func poll(into frame: inout Frame) throws(StreamError) -> FrameArrival {
    let now = Clock.monotonicNanoseconds()
    if watch.isDue(now: now) { try lookAfterProducer() }
    let words = try readInfo()
    guard let size = words.currentSize else { return .noFrameYet }
    guard let shown, shown.index == words.current, shown.size == size else {
      let skipped = skippedFrames(now: words)
      let isRepeated = try isRepetition(words)
      if !isRepeated { try read(words, into: &frame) }
      if order != nil { try confirmOrder(words.current) }
      return isRepeated ? .repeated(skipped: skipped) : .new(skipped: skipped)
    }
    guard changes.isDue(now: now), try contentChanged(of: words.current) else {
      return .unchanged
    }
    try read(words, into: &frame)
    return .new(skipped: max(0, images.count - 1))
  }

  /// Throws `.ended` where the producer's end explains an error, else the error.
  func endedRather(than error: StreamError) throws(StreamError) -> Never {
    try watch.check(info.segment)
    throw error
  }

  private func skippedFrames(now words: FrameInfo) -> Int {
    guard let shown, shown.index != words.current else { return 0 }
    let count = images.count
    return (words.current - shown.index - 1 + count) % count
  }
}
