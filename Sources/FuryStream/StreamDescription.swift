public import FuryWire

/// Everything needed to open a stream, and what a list shows of it.
public struct StreamDescription: Sendable, Hashable {
  /// What the user may call it: a segment's name, the name its producer was given, or the pid.
  public var name: String
  /// The producer's process id, nil when no live process was found.
  public var pid: Int32?
  /// The producer's program, printable ASCII and letters only.
  public var program: String
  /// Which kind of memory it lives in.
  public var flavour: Flavour
  /// The info words.
  public var info: MemoryReference
  /// The images in FURY's order.
  public var images: [MemoryReference]
  /// The event rows, nil when the stream is view-only.
  public var queue: MemoryReference?
  /// `[head, tail, lock]`, nil when the stream is view-only.
  public var headTail: MemoryReference?
  /// Slots of the event queue that may be used; 0 when view-only, or when its header tells.
  public var queueSlots: Int
  /// Pixels a row of the current frame, 0 before the first.
  public var width: Int
  /// Rows of the current frame, 0 before the first.
  public var height: Int
  /// How many other processes have the stream mapped.
  public var readers: Int
  /// False when two signs of the images' order contradict each other; a reader then finds out.
  public var isImageOrderCertain = true
  /// Why no events can be sent although the producer may take them; nil otherwise.
  public var viewOnlyReason: String?

  /// The number of images.
  public var bufferCount: Int { images.count }

  /// True when there is a queue to send events into.
  public var takesEvents: Bool { queue != nil && headTail != nil }

  /// A description; what is left out is empty, nil or 0.
  public init(
    name: String, pid: Int32? = nil, program: String = "", flavour: Flavour = .named,
    info: MemoryReference, images: [MemoryReference], queue: MemoryReference? = nil,
    headTail: MemoryReference? = nil, queueSlots: Int = 0, width: Int = 0, height: Int = 0,
    readers: Int = 0, viewOnlyReason: String? = nil
  ) {
    self.name = name
    self.pid = pid
    self.program = program
    self.flavour = flavour
    self.info = info
    self.images = images
    self.queue = queue
    self.headTail = headTail
    self.queueSlots = queueSlots
    self.width = width
    self.height = height
    self.readers = readers
    self.viewOnlyReason = viewOnlyReason
  }

  /// A short form for messages: "psm_1b1df4d3 (pid 12, demo.py, 800x600)".
  public var label: String {
    var parts: [String] = []
    if let pid { parts.append("pid \(pid)") }
    if !program.isEmpty { parts.append(program) }
    parts.append(width == 0 ? "no frame yet" : "\(width)x\(height)")
    return "\(name) (\(parts.joined(separator: ", ")))"
  }
}
