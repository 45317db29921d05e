public import FuryWire
internal import SharedMemory

/// A viewer's side of the segment `-ext`.
///
/// Only streams of this project's own renderer have one: for any other stream there is no client,
/// and so nothing of this can ever reach a consumer of FURY's.
public final class ExtensionClient {
  private let stream: StreamDescription
  private let name: String
  private let sender: ExtensionMessage.Sender
  private var segment: SharedSegment
  private var words: MappedWords

  /// Opens the extensions of `stream`; nil where it has none.
  ///
  /// `producer` is who drives the stream for this viewer.
  public init?(_ stream: StreamDescription, producer: EventProducer) {
    guard case .named(let info) = stream.info, let names = OwnNames(segment: info),
      let opened = Self.open(names.extensions, owner: stream.pid)
    else { return nil }
    self.stream = stream
    name = names.extensions
    sender = producer.identity
    (segment, words) = opened
  }

  /// What the renderer offers.
  public var capabilities: ExtensionCapabilities {
    ExtensionCapabilities(rawValue: words.int32(at: ExtensionLayout.capabilitiesOffset))
  }

  /// Sends a command; nil where it is not offered, or where the ring is full or in use just now,
  /// else its number.
  @discardableResult
  public func send(_ command: ExtensionCommand) -> Int32? {
    follow()
    guard capabilities.contains(command.capability), segment.tryLock() else { return nil }
    defer { segment.unlock() }
    let written = words.int32(at: ExtensionLayout.writtenOffset)
    let waiting = written &- words.int32(at: ExtensionLayout.takenOffset)
    guard (0..<Int32(ExtensionLayout.slots)).contains(waiting) else { return nil }
    let start = ExtensionLayout.offset(ofCommand: written)
    for (index, number) in ExtensionMessage(command, from: sender).words.enumerated() {
      words.store(number, at: start + 8 * index)
    }
    words.store(written &+ 1, at: ExtensionLayout.writtenOffset)
    return written
  }

  /// The reply to command `number`; nil while there is none.
  public func reply(to number: Int32) -> String? {
    let sequence = words.int32(at: ExtensionLayout.replySequenceOffset)
    guard sequence != 0, sequence & 1 == 0,
      words.int32(at: ExtensionLayout.replyNumberOffset) == number
    else { return nil }
    let length = Int(words.int32(at: ExtensionLayout.replyLengthOffset))
    guard (0...ExtensionLayout.replyLimit).contains(length),
      let bytes = try? segment.read(count: length, at: ExtensionLayout.replyOffset),
      words.int32(at: ExtensionLayout.replySequenceOffset) == sequence
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Goes to the segment's successor where the stream was published again.
  private func follow() {
    guard (try? segment.status().links) == 0, let opened = Self.open(name, owner: stream.pid)
    else { return }
    (segment, words) = opened
  }

  private static func open(_ name: String, owner: Int32?) -> (SharedSegment, MappedWords)? {
    guard let segment = try? SharedSegment.open(named: name),
      let status = try? segment.status(), status.owner == ProcessIdentity.user,
      let words = try? MappedWords(segment, byteCount: ExtensionLayout.byteCount),
      words.uint64(at: ExtensionLayout.magicOffset) == ExtensionLayout.magic,
      words.int32(at: ExtensionLayout.versionOffset) == ExtensionLayout.version,
      owner == nil || words.int32(at: ExtensionLayout.ownerOffset) == owner
    else { return nil }
    return (segment, words)
  }
}
