internal import FuryWire
internal import SharedMemory

/// Finds streams: all that live, or the one that a user means.
public enum StreamDiscovery {
  /// The live streams that this user may open, in the order in which their producers started.
  public static func live() -> [StreamDescription] {
    NamedStreamSearch().streams() + RawArraySearch().streams()
  }

  /// The stream that `selector` means.
  ///
  /// Throws `.noStream`, `.notFound`, `.severalStreams` or `.ambiguous` where it is none or not
  /// one, `.notPermitted` and `.invalid` for a segment that exists but cannot be it.
  public static func resolve(
    _ selector: StreamSelector
  ) throws(StreamError) -> StreamDescription {
    switch selector {
    case .automatic:
      return try only(of: live(), orElse: .noStream)
    case .pid(let pid):
      let named = NamedStreamSearch(pid: pid).streams()
      let raw = RawArraySearch(pid: pid)
      let found = named + raw.streams()
      if found.isEmpty, let reason = raw.ambiguity { throw .ambiguous(reason) }
      return try only(of: found, orElse: .notFound("process \(pid)"))
    case .name(let name):
      var found = NamedStreamSearch().streams().filter { $0.isCalled(name) }
      // "4711.2": one of several raw array streams of a process, as lists name it.
      if found.isEmpty { found = Self.rawArrayStream(name) }
      if found.isEmpty { throw whyNot(name) }
      return try only(of: found, orElse: .notFound(name))
    case .explicit(let images, let info, let queue, let headTail):
      return try explicit(images: images, info: info, queue: queue, headTail: headTail)
    }
  }

  private static func rawArrayStream(_ name: String) -> [StreamDescription] {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let pid = Int32(parts[0]), pid > 0, Int(parts[1]) != nil else {
      return []
    }
    return RawArraySearch(pid: pid).streams().filter { $0.name == name }
  }

  private static func only(
    of streams: [StreamDescription], orElse error: StreamError
  ) throws(StreamError) -> StreamDescription {
    guard let first = streams.first else { throw error }
    guard streams.count == 1 else { throw .severalStreams(streams.map(\.label)) }
    return first
  }

  /// Says what is wrong with a name that no live stream has.
  private static func whyNot(_ name: String) -> StreamError {
    do throws(SharedMemoryError) {
      let segment = try SharedSegment.open(named: name)
      _ = try segment.status()
      return .invalid("\(name): no live producer has it as part of a stream")
    } catch {
      let cause = StreamError(error)
      if case .notPermitted = cause { return cause }
      return .notFound(name)
    }
  }

  private static func explicit(
    images: [String], info: String, queue: String?, headTail: String?
  ) throws(StreamError) -> StreamDescription {
    let names = images.map { MemoryReference.named(StreamSelector.segmentName($0)) }
    let infoName = StreamSelector.segmentName(info)
    var stream = StreamDescription(name: infoName, info: .named(infoName), images: names)
    if let queue, let headTail {
      stream.queue = .named(StreamSelector.segmentName(queue))
      stream.headTail = .named(StreamSelector.segmentName(headTail))
    } else if queue != nil || headTail != nil {
      stream.viewOnlyReason = "the queue needs both --queue and --head-tail"
    }
    let reader = try FrameReader(stream)  // opens and checks everything named
    if stream.takesEvents { _ = try QueueMemory(stream) }
    stream.readCurrentSize(imageByteCounts: reader.images.map(\.byteCount))
    let known = NamedStreamSearch().streams().first { $0.isCalled(infoName) }
    stream.pid = known?.pid
    stream.program = known?.program ?? ""
    return stream
  }
}
