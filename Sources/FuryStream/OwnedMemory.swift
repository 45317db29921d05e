internal import FuryWire
internal import SharedMemory

/// The segments of a stream of ours, created in FURY's order so that their inodes ascend.
struct OwnedMemory {
  let images: [SharedSegment]
  let info: SharedSegment
  let queue: SharedSegment?
  let headTail: SharedSegment?
  let writer: FrameWriter
  let consumer: EventConsumer?
  let extensions: ExtensionHost?

  var segments: [SharedSegment] {
    images + [info] + [queue, headTail, extensions?.segment].compactMap { $0 }
  }

  /// Creates everything. `previous` gives the frame that is shown before the next one is written.
  init(
    _ options: StreamOwner.Options, names: OwnNames?, after previous: OwnedMemory? = nil
  ) throws(StreamError) {
    let flavour: Flavour = names == nil ? .rawArray : .named
    var made = SegmentMaker(isNamed: names != nil)
    let extensionSegment: SharedSegment?
    do throws(SharedMemoryError) {
      let imageSize = options.maxWidth * options.maxHeight * 3
      var images: [SharedSegment] = []
      for index in 0..<options.buffers {
        images.append(try made.make(names?.image(index) ?? "image \(index)", imageSize))
      }
      self.images = images
      let infoSize = FrameInfo.byteCount(buffers: options.buffers, flavour: flavour)
      info = try made.make(names?.info ?? "info", infoSize)
      if let slots = options.queueSlots {
        let layout = QueueLayout(maxSize: slots, flavour: flavour)
        queue = try made.make(names?.queue ?? "queue", layout.byteCount)
        headTail = try made.make(names?.headTail ?? "head-tail", HeadTail.byteCount)
      } else {
        (queue, headTail) = (nil, nil)
      }
      // Held for as long as this process lives: that is how others see that the owner does.
      _ = info.tryLock()
      if let names, !options.extensions.isEmpty {
        extensionSegment = try made.make(names.extensions, ExtensionLayout.byteCount)
      } else {
        extensionSegment = nil
      }
      try Self.fill(info, queue, headTail, options, flavour)
    } catch {
      made.undo()
      throw StreamError(error)
    }
    do throws(StreamError) {
      var ranges: [MemoryRange] = []
      for image in images { ranges.append(try MemoryRange(whole: image)) }
      writer = try FrameWriter(
        images: ranges, info: try MemoryRange(whole: info), flavour: flavour,
        maxWidth: options.maxWidth, maxHeight: options.maxHeight)
      if let previous { try writer.copyLast(of: previous.writer) }
      consumer = try Self.consumer(queue, headTail, flavour)
      if let extensionSegment {
        extensions = try ExtensionHost(extensionSegment, capabilities: options.extensions)
      } else {
        extensions = nil
      }
    } catch {
      made.undo()
      throw error
    }
  }

  /// True when `sender` drives the stream, or nobody alive does.
  func isControlled(by sender: ExtensionMessage.Sender) -> Bool {
    guard let record = consumer?.queue.record, let controller = record.controller,
      record.isFresh(now: Clock.wallMilliseconds()),
      ProcessIdentity(pid: controller.pid).map({ Double($0.startTime) }) == controller.startTime
    else { return true }
    return controller.pid == sender.pid && controller.instance == sender.instance
  }

  /// Somebody has removed a name or cut a segment: those who come now would not find the stream.
  var isBroken: Bool {
    writer.isDamaged || segments.contains { $0.name != nil && (try? $0.status().links) == 0 }
  }

  /// Removes the names that are still those of this memory, and of nobody's newer one.
  func unlink() {
    for segment in segments {
      guard let name = segment.name, let mine = try? segment.status(), mine.links > 0 else {
        continue
      }
      if SystemFile.status(SharedSegment.folder + name)?.inode == mine.inode {
        SharedSegment.unlink(named: name)
      }
    }
  }

  private static func fill(
    _ info: SharedSegment, _ queue: SharedSegment?, _ headTail: SharedSegment?,
    _ options: StreamOwner.Options, _ flavour: Flavour
  ) throws(SharedMemoryError) {
    let words = FrameInfo.emptyWords(buffers: options.buffers, flavour: flavour)
    try info.write(words.flatMap { littleEndian($0) }, at: 0)
    if let queue, flavour == .named, let slots = options.queueSlots {
      let header = [Double(slots), Double(QueueLayout.eventDimension)]
      try queue.write(header.flatMap { littleEndian($0.bitPattern) }, at: 0)
    }
    try headTail?.write([Int32(-1), -1, 0].flatMap { littleEndian($0) }, at: 0)
  }

  private static func littleEndian<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    (0..<(Word.bitWidth / 8)).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }

  private static func consumer(
    _ queue: SharedSegment?, _ headTail: SharedSegment?, _ flavour: Flavour
  ) throws(StreamError) -> EventConsumer? {
    guard let queue, let headTail else { return nil }
    return EventConsumer(
      queue: try QueueMemory(
        queue: try MemoryRange(whole: queue), headTail: try MemoryRange(whole: headTail),
        flavour: flavour))
  }
}

/// Creates segments, and removes those made so far when a later one fails.
private struct SegmentMaker {
  let isNamed: Bool
  private var names: [String] = []

  init(isNamed: Bool) { self.isNamed = isNamed }

  mutating func make(_ name: String, _ size: Int) throws(SharedMemoryError) -> SharedSegment {
    guard isNamed else {
      return try SharedSegment.anonymous(label: name, size: size, isInheritable: true)
    }
    let segment = try SharedSegment.create(named: name, size: size)
    names.append(name)
    return segment
  }

  func undo() {
    for name in names { SharedSegment.unlink(named: name) }
  }
}
