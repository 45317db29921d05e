public import FuryWire
internal import SharedMemory

/// Owns the memory of a stream of this project: creates it, keeps it published, removes it.
///
/// Named streams lie in `fury-UID-NAME-…` and are FURY's named flavour; anonymous ones lie in
/// memory without a name that child processes may inherit, and are FURY's raw-array flavour.
public final class StreamOwner {
  /// What a stream is made of.
  public struct Options: Sendable, Hashable {
    /// The stream's name, 1 to 64 letters, digits, `-`, `_` and `.`; nil for anonymous memory.
    public var name: String?
    /// The largest frame's width in pixels.
    public var maxWidth: Int
    /// The largest frame's height in pixels.
    public var maxHeight: Int
    /// The number of images, at least 1.
    public var buffers: Int
    /// Slots of the event queue, nil for a view-only stream.
    public var queueSlots: Int?
    /// What the owner takes beyond FURY's protocol; only named streams can have any.
    public var extensions: ExtensionCapabilities

    /// FURY's defaults: two images and a queue of 50.
    public init(
      name: String?, maxWidth: Int, maxHeight: Int, buffers: Int = 2, queueSlots: Int? = 50,
      extensions: ExtensionCapabilities = []
    ) {
      self.name = name
      self.maxWidth = maxWidth
      self.maxHeight = maxHeight
      self.buffers = buffers
      self.queueSlots = queueSlots
      self.extensions = extensions
    }
  }

  /// What the stream was made with.
  public let options: Options
  let names: OwnNames?
  var memory: OwnedMemory

  /// Creates and publishes the stream.
  ///
  /// Segments that a dead owner left under this name are removed. Throws `.failed` when the name is
  /// in use or not usable, when sizes are out of range, and when `/dev/shm` is full.
  public init(_ options: Options) throws(StreamError) {
    try Self.check(options)
    self.options = options
    names = options.name.map { OwnNames(name: $0) }
    // Of two that want one name, the second is to find the first complete.
    let lock = names.flatMap { UserLock($0.lock, milliseconds: 5000) }
    defer { withExtendedLifetime(lock) {} }
    if let names { try Self.removeRemains(of: names) }
    memory = try OwnedMemory(options, names: names)
  }

  deinit { close() }

  /// How others open this stream; anonymous memory only from this user's processes, while it lives.
  public var description: StreamDescription { memory.describe(options) }

  /// The descriptors of anonymous memory, for a child to inherit: images, info, queue, head_tail.
  public var descriptors: [Int32] { memory.segments.map(\.descriptor) }

  /// Writes a frame: RGB, bottom row first, `width · height · 3` bytes.
  ///
  /// One that is larger than the maximum is replaced by FURY's notice at the maximum size.
  public func write(_ pixels: [UInt8], width: Int, height: Int) throws(StreamError) {
    try memory.writer.write(pixels, width: width, height: height)
  }

  /// Writes a frame that `fill` puts into the shared memory itself; see ``FrameWriter``.
  @discardableResult
  public func write(
    width: Int, height: Int, fill: (UnsafeMutableRawBufferPointer) -> Bool
  ) throws(StreamError) -> Bool {
    try unsafe memory.writer.write(width: width, height: height, fill: fill)
  }

  /// The image written last; 0 before the first frame.
  public var currentIndex: Int { memory.writer.currentIndex }

  /// Takes the oldest event out of the queue, nil when there is none.
  public func dequeue() -> FuryEvent? { memory.consumer?.dequeue() }

  /// Takes the oldest command of a viewer that may give it, with its number for ``reply(_:to:)``; nil
  /// when there is none.
  ///
  /// What changes the picture is taken only from the viewer that controls the stream, if any does.
  public func takeCommand() -> (number: Int32, command: ExtensionCommand)? {
    while let (number, message) = memory.extensions?.next() {
      guard options.extensions.contains(message.command.capability) else { continue }
      if !message.command.needsControl || memory.isControlled(by: message.sender) {
        return (number, message.command)
      }
    }
    return nil
  }

  /// Answers a command.
  public func reply(_ text: String, to number: Int32) { memory.extensions?.reply(text, to: number) }

  /// Publishes again what somebody has unlinked or cut, under the same names; true when that was needed.
  ///
  /// A Python process that attaches without FURY's workaround removes, when it exits, the names it
  /// had opened. Call this now and then. Events that had not been taken out of an unlinked queue
  /// are lost.
  public func maintain() throws(StreamError) -> Bool {
    guard let names, memory.isBroken else { return false }
    let lock = UserLock(names.lock, milliseconds: 5000)
    defer { withExtendedLifetime(lock) {} }
    memory.unlink()
    memory = try OwnedMemory(options, names: names, after: memory)
    return true
  }

  /// Removes the names; what others have open stays readable to them.
  public func close() { memory.unlink() }

  private static func check(_ options: Options) throws(StreamError) {
    if let name = options.name, !OwnNames.isUsable(name) {
      throw .failed("a stream's name has 1 to 64 letters, digits, '-', '_' and '.'")
    }
    let sizes = 1...FrameInfo.sizeLimit
    guard sizes.contains(options.maxWidth), sizes.contains(options.maxHeight) else {
      throw .failed("frames are 1 to \(FrameInfo.sizeLimit) pixels wide and high")
    }
    guard (1...64).contains(options.buffers) else {
      throw .failed("a stream has 1 to 64 images")
    }
    if let slots = options.queueSlots, !(1...QueueLayout.maxSizeLimit).contains(slots) {
      throw .failed("an event queue has 1 to \(QueueLayout.maxSizeLimit) slots")
    }
  }

  /// A live owner holds the lock on info; without it the segments are a dead owner's.
  private static func removeRemains(of names: OwnNames) throws(StreamError) {
    if OwnStreams.isOwned(names) {
      throw .failed("the name \(names.name) is in use by a live stream; choose another")
    }
    for entry in SystemFile.entries(SharedSegment.folder)
    where OwnNames(segment: entry) == names {
      SharedSegment.unlink(named: entry)
    }
  }
}
