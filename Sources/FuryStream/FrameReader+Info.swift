internal import FuryWire
internal import SharedMemory

extension FrameReader {
  /// Reads and checks the info words.
  ///
  /// They are the same at nearly every look: then they are compared and neither copied nor parsed.
  func readInfo() throws(StreamError) -> FrameInfo {
    do {
      if let words, try !differs(info, from: infoBytes, in: 0..<infoBytes.count) { return words }
      infoBytes = try info.read(count: info.byteCount)
    } catch {
      words = nil
      try endedRather(than: StreamError(error))
    }
    do {
      let new = try FrameInfo(
        bytes: infoBytes, flavour: stream.flavour, imageByteCounts: images.map(\.byteCount))
      words = new
      return new
    } catch {
      words = nil
      try endedRather(than: StreamError(error, in: "\(stream.info)"))
    }
  }

  /// True when `range` of the array differs from the same range of `known`.
  func differs(
    _ memory: MemoryRange, from known: [UInt8], in range: Range<Int>
  ) throws(SharedMemoryError) -> Bool {
    try memory.segment.firstDifference(
      from: known, in: range, at: memory.offset, scratch: &scratch) != nil
  }
}
