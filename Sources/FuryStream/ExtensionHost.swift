internal import FuryWire
internal import SharedMemory

/// The renderer's side of the segment `-ext`: takes commands, leaves a reply.
final class ExtensionHost {
  let segment: SharedSegment
  private let words: MappedWords

  init(_ segment: SharedSegment, capabilities: ExtensionCapabilities) throws(StreamError) {
    self.segment = segment
    do { words = try MappedWords(segment, byteCount: ExtensionLayout.byteCount) } catch {
      throw StreamError(error)
    }
    words.store(ProcessIdentity.current?.pid ?? 0, at: ExtensionLayout.ownerOffset)
    words.store(capabilities.rawValue, at: ExtensionLayout.capabilitiesOffset)
    words.store(ExtensionLayout.version, at: ExtensionLayout.versionOffset)
    // Last: before the magic nobody believes the rest.
    words.store(
      Double(bitPattern: ExtensionLayout.magic), at: ExtensionLayout.magicOffset)
  }

  /// The oldest command that waits, with its number.
  func next() -> (number: Int32, message: ExtensionMessage)? {
    while true {
      let taken = words.int32(at: ExtensionLayout.takenOffset)
      let waiting = words.int32(at: ExtensionLayout.writtenOffset) &- taken
      guard waiting > 0 else { return nil }
      guard waiting <= ExtensionLayout.slots else {
        // Somebody wrote nonsense: begin anew.
        words.store(taken &+ waiting, at: ExtensionLayout.takenOffset)
        return nil
      }
      let start = ExtensionLayout.offset(ofCommand: taken)
      let numbers = (0..<5).map { words.double(at: start + 8 * $0) }
      words.store(taken &+ 1, at: ExtensionLayout.takenOffset)
      if let message = ExtensionMessage(words: numbers) { return (taken, message) }
    }
  }

  /// Leaves the reply to command `number`; at most ``ExtensionLayout/replyLimit`` bytes of it.
  func reply(_ text: String, to number: Int32) {
    let bytes = Array(text.utf8.prefix(ExtensionLayout.replyLimit))
    let sequence = words.int32(at: ExtensionLayout.replySequenceOffset) | 1
    words.store(sequence, at: ExtensionLayout.replySequenceOffset)
    do {
      try segment.write(bytes, at: ExtensionLayout.replyOffset)
    } catch { return }
    words.store(number, at: ExtensionLayout.replyNumberOffset)
    words.store(Int32(bytes.count), at: ExtensionLayout.replyLengthOffset)
    words.store(sequence &+ 1, at: ExtensionLayout.replySequenceOffset)
  }
}
