internal import FuryWire
internal import SharedMemory

extension FrameReader {
  /// Asks for the producer's health and follows a stream that its owner has published again.
  func lookAfterProducer() throws(StreamError) {
    try followRepublished()
    try watch.check(info.segment)
  }

  /// Opens the names again where an owner of this project has put new memory behind them.
  ///
  /// That happens when a Python process that had attached exits and removes the names. Where the
  /// new memory is not complete yet, the old one is kept until the next look.
  private func followRepublished() throws(StreamError) {
    guard OwnNames.isOwn(stream.info), isUnlinked(info) || images.contains(where: isUnlinked),
      let newInfo = try? MemoryRange(stream.info)
    else { return }
    var newImages: [MemoryRange] = []
    for image in stream.images {
      guard let opened = try? MemoryRange(image) else { return }
      newImages.append(opened)
    }
    info = newInfo
    images = newImages
    shown = nil
  }

  private func isUnlinked(_ range: MemoryRange) -> Bool {
    (try? range.segment.status().links) == 0
  }
}
