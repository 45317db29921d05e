internal import FuryWire
internal import SharedMemory

extension FrameReader {
  /// True when the image differs from what was read last, as far as samples tell.
  func contentChanged(of index: Int) throws(StreamError) -> Bool {
    let count = shownPixels.count
    var difference: Int?
    defer { changes.advance(difference: difference) }
    do {
      for number in 0..<changes.rangeCount {
        let range = changes.range(number, byteCount: count)
        guard try differs(images[index], from: shownPixels, in: range) else { continue }
        difference = range.lowerBound
        return true
      }
      return false
    } catch { try endedRather(than: StreamError(error)) }
  }

  /// True when the current image shows, pixel by pixel, what was read last: FURY sends frames at its
  /// own pace, whether or not anything moved.
  ///
  /// Nothing is copied for that. The comparison begins where the last two frames differed, so that
  /// in a scene that moves it ends there at once.
  func isRepetition(_ words: FrameInfo) throws(StreamError) -> Bool {
    guard let shown, let size = words.currentSize, shown.size == size else { return false }
    let image = images[words.current]
    let count = shownPixels.count
    let start = min(lastDifference, count)
    do {
      for range in [start..<count, 0..<start] {
        let found = try image.segment.firstDifference(
          from: shownPixels, in: range, at: image.offset, scratch: &scratch)
        guard let found else { continue }
        lastDifference = found
        return false
      }
    } catch { try endedRather(than: StreamError(error)) }
    // A writer that has moved on meanwhile has another frame, which the next look finds.
    self.shown = (words.current, size)
    return true
  }
}
