internal import FuryWire
internal import SharedMemory

extension FrameReader {
  /// Copies the current frame, and again, at most twice, while the writer moves on meanwhile.
  ///
  /// With two images and a fast writer the image read is the next one to be rewritten; the newest
  /// is read instead. After two repetitions the frame is shown as it is: a writer that fast
  /// replaces it at once anyway.
  func read(_ words: FrameInfo, into frame: inout Frame) throws(StreamError) {
    var words = words
    frame.pixels = []
    for attempt in 0..<3 {
      guard let size = words.currentSize else { break }
      try fill(from: words.current, count: size.byteCount)
      shown = (words.current, size)
      guard attempt < 2 else { break }
      let after = try readInfo()
      if after == words { break }
      words = after
    }
    // The storage changes hands: what the caller gets is kept to compare with, the old is refilled.
    swap(&spare, &shownPixels)
    frame.pixels = shownPixels
    frame.width = shown?.size.width ?? 0
    frame.height = shown?.size.height ?? 0
    changes.restart()
  }

  private func fill(from index: Int, count: Int) throws(StreamError) {
    if spare.count != count { spare = [UInt8](repeating: 0, count: count) }
    do {
      try images[index].segment.read(into: &spare, at: images[index].offset)
    } catch { try endedRather(than: StreamError(error)) }
  }
}
