internal import FuryStream
internal import Glibc
internal import SharedMemory
internal import Synchronization

/// A widget's stream: a timer that writes frames, one that hands out events.
final class WidgetStream: Sendable {
  private static let count = Atomic<Int>(0)

  let description: StreamDescription
  private let owner: Mutex<StreamOwner>
  private let timers = Mutex<[IntervalTimer]>([])

  init(_ scene: any WidgetScene, _ options: StreamWidget.Options) throws {
    let size = scene.size
    let number = Self.count.add(1, ordering: .relaxed).newValue
    // Room for a window that grows by a tenth, as in FURY.
    let made = try StreamOwner(
      .init(
        name: "widget-\(getpid())-\(number)", maxWidth: size.width * 11 / 10,
        maxHeight: size.height * 11 / 10, queueSlots: options.queueSize))
    description = made.description
    owner = Mutex(made)
    let frames = try IntervalTimer(milliseconds: options.msStream) { [weak self] in
      guard let self, let frame = scene.frame() else { return }
      owner.withLock { owner in
        _ = try? owner.maintain()
        try? owner.write(frame.pixels, width: frame.width, height: frame.height)
      }
    }
    let events = try IntervalTimer(milliseconds: options.msInteraction) { [weak self] in
      while let event = self?.owner.withLock({ $0.dequeue() }) { scene.handle(event) }
    }
    timers.withLock { $0 = [frames, events] }
    try frames.start()
    try events.start()
  }

  /// Ends the timers and removes the memory.
  func stop() {
    for timer in timers.withLock({ $0 }) { timer.stop() }
    owner.withLock { $0.close() }
  }
}
