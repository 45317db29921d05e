internal import FuryWire
internal import SharedMemory

extension StreamDescription {
  /// Fills in the current frame's size from the info words, where they are valid.
  mutating func readCurrentSize(imageByteCounts: [Int]) {
    guard let range = try? MemoryRange(info), let bytes = try? range.read(count: range.byteCount),
      let words = try? FrameInfo(
        bytes: bytes, flavour: flavour, imageByteCounts: imageByteCounts),
      let size = words.currentSize
    else { return }
    width = size.width
    height = size.height
  }

  /// True when one of the stream's segments, or the stream itself, is called `name`.
  func isCalled(_ name: String) -> Bool {
    let references = images + [info, queue, headTail].compactMap { $0 }
    return self.name == name || references.contains(.named(name))
  }
}
