/// Where things lie in the segment `-ext`: a header, a ring of commands, one reply. Little-endian.
///
/// Offsets are bytes. A command's number counts from 0; it lies in slot `number % slots`.
public enum ExtensionLayout {
  /// "FURYEXT1" as it lies in memory.
  public static let magic: UInt64 = 0x3154_5845_5952_5546
  public static let version: Int32 = 1

  /// uint64.
  public static let magicOffset = 0
  /// int32.
  public static let versionOffset = 8
  /// int32: the renderer's process id.
  public static let ownerOffset = 12
  /// int32: ``ExtensionCapabilities``.
  public static let capabilitiesOffset = 16
  /// int32: the number of commands ever put in.
  public static let writtenOffset = 20
  /// int32: the number of commands ever taken out.
  public static let takenOffset = 24
  /// int32: odd while the reply is being changed.
  public static let replySequenceOffset = 28
  /// int32: the number of the command that the reply is for, and bytes of its text.
  public static let replyNumberOffset = 32
  public static let replyLengthOffset = 36

  public static let ringOffset = 64
  public static let slots = 32
  public static let slotSize = 40
  public static let replyOffset = ringOffset + slots * slotSize
  public static let replyLimit = 256
  public static let byteCount = replyOffset + replyLimit

  /// Byte offset of the slot of command `number`.
  public static func offset(ofCommand number: Int32) -> Int {
    ringOffset + Int(UInt32(bitPattern: number) % UInt32(slots)) * slotSize
  }
}

/// A command with who sent it, as five words of eight bytes: kind, sender, two operands, instance.
public struct ExtensionMessage: Sendable, Hashable {
  /// What is wanted.
  public var command: ExtensionCommand
  /// The sender as the queue's spare row knows controllers.
  public var sender: Sender

  /// Who sent it.
  public struct Sender: Sendable, Hashable {
    /// Process id.
    public var pid: Int32
    /// Tells several producers of one process apart.
    public var instance: Double

    /// A sender.
    public init(pid: Int32, instance: Double) {
      self.pid = pid
      self.instance = instance
    }
  }

  /// A message.
  public init(_ command: ExtensionCommand, from sender: Sender) {
    self.command = command
    self.sender = sender
  }

  /// The numbers on the wire.
  public var words: [Double] {
    let (kind, a, b): (Double, Double, Double) =
      switch command {
      case .view(let view): (1, Double(view.rawValue), 0)
      case .toggleProjection: (2, 0, 0)
      case .resetCamera: (3, 0, 0)
      case .wireframe(let isOn): (4, isOn ? 1 : 0, 0)
      case .resize(let width, let height): (5, Double(width), Double(height))
      case .pick(let x, let y): (6, x, y)
      }
    return [kind, Double(sender.pid), a, b, sender.instance]
  }

  /// Reads the numbers, believing nothing: nil where they are no command.
  public init?(words: [Double]) {
    guard words.count == 5, words.allSatisfy(\.isFinite), let pid = Int32(exactly: words[1]),
      let command = Self.command(words[0], words[2], words[3])
    else { return nil }
    self.init(command, from: Sender(pid: pid, instance: words[4]))
  }

  private static func command(_ kind: Double, _ a: Double, _ b: Double) -> ExtensionCommand? {
    switch kind {
    case 1: return Int(exactly: a).flatMap(ExtensionCommand.View.init).map { .view($0) }
    case 2: return .toggleProjection
    case 3: return .resetCamera
    case 4: return .wireframe(a == 1)
    case 5:
      guard let width = Int(exactly: a), let height = Int(exactly: b),
        (1...FrameInfo.sizeLimit).contains(width), (1...FrameInfo.sizeLimit).contains(height)
      else { return nil }
      return .resize(width: width, height: height)
    case 6: return (0...1).contains(a) && (0...1).contains(b) ? .pick(x: a, y: b) : nil
    default: return nil
    }
  }
}
