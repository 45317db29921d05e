internal import SharedMemory

extension FrameReader {
  /// Compares what changed with what the index says, and puts the images in order.
  func confirmOrder(_ current: Int) throws(StreamError) {
    var prints: [UInt64] = []
    for image in images { prints.append(try fingerprint(of: image)) }
    switch order?.observe(current: current, prints: prints) ?? .confirmed {
    case .open: break
    case .confirmed: order = nil
    case .swapped(let first, let second):
      images.swapAt(first, second)
      order = ImageOrder()
      shown = nil
    }
  }

  /// FNV-1a over samples of an image.
  private func fingerprint(of image: MemoryRange) throws(StreamError) -> UInt64 {
    let samples = ChangeDetector(images: images.count)
    var print: UInt64 = 0xCBF2_9CE4_8422_2325
    do {
      for number in 0..<samples.rangeCount {
        let range = samples.range(number, byteCount: image.byteCount)
        for byte in try image.read(count: range.count, at: range.lowerBound) {
          print = (print ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
      }
    } catch { try endedRather(than: StreamError(error)) }
    return print
  }
}
