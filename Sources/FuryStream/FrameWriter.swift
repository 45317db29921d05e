internal import FuryWire
internal import SharedMemory

/// Writes frames as FURY does: the next image, then its size, then its index.
///
/// Used by one thread at a time. Images and info words are mapped: a frame is one copy.
public final class FrameWriter {
  private let images: [MappedBytes]
  private let words: MappedWords
  private let flavour: Flavour
  private let maxWidth: Int
  private let maxHeight: Int

  /// Attaches to the images and info words of `stream`, as a second writer or a producer's helper.
  ///
  /// `maxWidth` and `maxHeight` give the size of the notice that replaces a frame which is too
  /// large.
  public convenience init(
    _ stream: StreamDescription, maxWidth: Int, maxHeight: Int
  ) throws(StreamError) {
    let reader = try FrameReader(stream)
    try self.init(
      images: reader.images, info: reader.info, flavour: stream.flavour, maxWidth: maxWidth,
      maxHeight: maxHeight)
  }

  init(
    images: [MemoryRange], info: MemoryRange, flavour: Flavour, maxWidth: Int, maxHeight: Int
  ) throws(StreamError) {
    var mapped: [MappedBytes] = []
    for image in images {
      do {
        mapped.append(
          try MappedBytes(image.segment, offset: image.offset, byteCount: image.byteCount))
      } catch { throw StreamError(error) }
    }
    self.images = mapped
    words = try info.words()
    self.flavour = flavour
    (self.maxWidth, self.maxHeight) = (maxWidth, maxHeight)
  }

  /// The image written last; 0 before the first frame.
  public var currentIndex: Int {
    let index = Int(words.int32(at: FrameInfo.currentOffset(flavour: flavour)))
    return images.indices.contains(index) ? index : 0
  }

  /// The size of the image written last in pixels, nil before the first frame.
  public var currentSize: (width: Int, height: Int)? {
    let offset = FrameInfo.sizeOffset(ofImage: currentIndex, flavour: flavour)
    let (width, height) = (Int(words.int32(at: offset)), Int(words.int32(at: offset + 4)))
    guard width > 0, height > 0, width <= FrameInfo.sizeLimit, height <= FrameInfo.sizeLimit,
      width * height * 3 <= images[0].byteCount
    else { return nil }
    return (width, height)
  }

  /// True once somebody has cut the memory under the mapping.
  public var isDamaged: Bool { words.isDamaged || images.contains { $0.isDamaged } }

  /// Writes a frame: RGB, bottom row first, `width · height · 3` bytes.
  ///
  /// One that does not fit is replaced by FURY's notice at the maximum size. Throws `.invalid` when
  /// the number of bytes does not agree with the size.
  public func write(_ pixels: [UInt8], width: Int, height: Int) throws(StreamError) {
    guard pixels.count == width * height * 3 else {
      throw .invalid("a frame of \(width)x\(height) with \(pixels.count) bytes")
    }
    try unsafe write(width: width, height: height) { target in
      unsafe pixels.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
      return true
    }
  }

  /// Writes a frame that `fill` puts into the image itself: RGB, bottom row first, exactly the bytes
  /// that it is given.
  ///
  /// A size that does not fit is replaced by FURY's notice, without calling `fill`. Where `fill`
  /// answers false, the frame shown stays the one before, and this answers false too.
  @discardableResult
  public func write(
    width: Int, height: Int, fill: (UnsafeMutableRawBufferPointer) -> Bool
  ) throws(StreamError) -> Bool {
    guard width > 0, height > 0, width <= FrameInfo.sizeLimit, height <= FrameInfo.sizeLimit else {
      throw .invalid("a frame of \(width)x\(height)")
    }
    guard width * height * 3 <= images[0].byteCount else {
      let notice = SizeNotice.picture(width: maxWidth, height: maxHeight)
      try write(notice, width: maxWidth, height: maxHeight)
      return true
    }
    let next = (currentIndex + 1) % images.count
    guard unsafe images[next].withBytes(first: width * height * 3, fill) else { return false }
    let size = FrameInfo.sizeOffset(ofImage: next, flavour: flavour)
    words.store(Int32(width), at: size)
    words.store(Int32(height), at: size + 4)
    words.store(Int32(next), at: FrameInfo.currentOffset(flavour: flavour))
    return true
  }

  /// Writes the frame that `other` has written last, if it has.
  func copyLast(of other: FrameWriter) throws(StreamError) {
    guard let size = other.currentSize else { return }
    try unsafe write(width: size.width, height: size.height) { target in
      unsafe other.images[other.currentIndex].withBytes(first: target.count) {
        unsafe target.copyMemory(from: UnsafeRawBufferPointer($0))
      }
      return true
    }
  }
}
