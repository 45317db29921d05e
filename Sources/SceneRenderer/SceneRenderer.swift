public import FuryStream
internal import FuryWire

/// A scene and its stream: the counterpart of FURY's ShowManager, FuryStreamClient and
/// FuryStreamInteraction in one.
///
/// Nothing happens by itself: ``step(now:)`` takes the events that wait, draws once if something has
/// changed, and publishes the frame. Used by one thread at a time.
public final class SceneRenderer {
  /// What the scene is drawn with.
  public let engine: SceneEngine
  /// The stream's memory.
  public let owner: StreamOwner
  private var quality: FrameQuality
  private var frames: FrameSchedule?
  private var events: EventSchedule?

  /// Opens a window and the stream's memory; the stream has no frame yet.
  ///
  /// `samples` a pixel are drawn with, 0 to 16; nil draws none while the scene moves on a
  /// processor, and 8 otherwise. Throws where there is no OpenGL, where the name is in use, and where the window is larger than
  /// the largest frame.
  public init(
    width: Int, height: Int, stream options: StreamOwner.Options, samples: Int? = nil
  ) throws(SceneError) {
    guard options.maxWidth * options.maxHeight >= width * height else {
      throw SceneError(
        "the largest frame, \(options.maxWidth)x\(options.maxHeight), "
          + "is smaller than the window, \(width)x\(height)")
    }
    engine = try SceneEngine(width: width, height: height)
    quality = FrameQuality(samples: samples, isSoftware: engine.isSoftware)
    do { owner = try StreamOwner(options) } catch { throw SceneError(error) }
  }

  /// How others open the stream.
  public var stream: StreamDescription { owner.description }

  /// The names of the stream's segments below `/dev/shm`; empty for anonymous memory.
  public var segmentNames: [String] { owner.segmentNames }

  /// The image written last; 0 before the first frame.
  public var currentIndex: Int { owner.currentIndex }

  /// Frames are published, from the next step on: after every drawing, or every `milliseconds` when
  /// that is more than 0. Starting again starts anew.
  public func startFrames(everyMilliseconds milliseconds: Double = 0) throws(SceneError) {
    guard milliseconds >= 0, milliseconds <= 86_400_000 else {
      throw SceneError("the interval must be 0 to 86400000 ms; it is \(milliseconds)")
    }
    frames = FrameSchedule(interval: Int64(milliseconds * 1_000_000))
  }

  /// True between ``startFrames(everyMilliseconds:)`` and ``stopFrames()``.
  public var isStreaming: Bool { frames != nil }

  /// No more frames; false when none were published.
  @discardableResult
  public func stopFrames() -> Bool {
    defer { frames = nil }
    return frames != nil
  }

  /// Events are taken, from the next step on, every `milliseconds`, which must be more than 0; half
  /// as often once none has come for a second.
  public func startEvents(everyMilliseconds milliseconds: Double = 2) throws(SceneError) {
    guard milliseconds > 0, milliseconds <= 86_400_000 else {
      throw SceneError("the interval must be more than 0 ms, at most a day; it is \(milliseconds)")
    }
    events = EventSchedule(interval: max(1, Int64(milliseconds * 1_000_000)))
  }

  /// No more events; false when none were taken.
  @discardableResult
  public func stopEvents() -> Bool {
    defer { events = nil }
    return events != nil
  }

  /// What a step has done.
  public struct Step: Sendable, Hashable {
    /// Events taken out of the queue.
    public var events = 0
    /// Samples of the picture that was drawn, nil when none was.
    public var drawn: Int?
    /// A frame was published.
    public var published = false

    /// Nothing.
    public init() {}
  }

  /// Does what is due at `now`, nanoseconds of the steady clock.
  ///
  /// All events that wait are handled, then there is at most one drawing, and none when nothing has
  /// changed.
  public func step(now: Int64) throws(SceneError) -> Step {
    var done = Step()
    if events?.isDue(now: now) == true {
      done.events = takeEvents() + takeCommands()
      events?.looked(now: now, found: done.events)
    }
    engine.runTimers(now: now)
    guard frames != nil else { return done }
    if let samples = quality.next(changed: engine.needsRender, now: now) {
      try engine.render(samples: samples)
      done.drawn = samples
      frames?.isStale = true
    }
    if frames?.takeDue(now: now) == true {
      try publish()
      done.published = true
    }
    return done
  }

  /// When the next step has something to do, as far as is known, nanoseconds of the steady clock;
  /// nil when nothing is.
  public var nextStep: Int64? {
    var times = [events?.next, engine.nextTimer].compactMap { $0 }
    if let frames {
      if let due = quality.smoothDue { times.append(due) }
      if frames.isStale { times.append(frames.next) }
    }
    return times.min()
  }

  /// Publishes the stream again under its names where somebody has removed them; true then.
  public func maintain() throws(SceneError) -> Bool {
    do { return try owner.maintain() } catch { throw SceneError(error) }
  }

  /// Stops, and removes the stream's names; what others have open stays readable to them.
  public func close() {
    stopFrames()
    stopEvents()
    owner.close()
  }

  private func takeEvents() -> Int {
    var count = 0
    while let event = owner.dequeue() {
      engine.handle(event)
      count += 1
      // One that is put in as fast as it is taken out must not keep the picture away.
      if count == 10_000 { break }
    }
    return count
  }

  private func takeCommands() -> Int {
    var count = 0
    while let (number, command) = owner.takeCommand() {
      if let reply = engine.handle(command, largest: owner.options) {
        owner.reply(reply, to: number)
      }
      count += 1
      if count == 1000 { break }
    }
    return count
  }

  private func publish() throws(SceneError) {
    let engine = engine
    var failure: SceneError?
    do {
      try unsafe owner.write(width: engine.size.width, height: engine.size.height) { bytes in
        do throws(SceneError) {
          try unsafe engine.readPixels(into: bytes)
          return true
        } catch {
          failure = error
          return false
        }
      }
    } catch { throw SceneError(error) }
    if let failure { throw failure }
  }
}
