internal import FuryWire
internal import SharedMemory

/// Writes frames as FURY does: the next image, then its size, then its index.
///
/// Used by one thread at a time. Pixels go through `pwrite`, the info words are mapped.
public final class FrameWriter {
  private let images: [MemoryRange]
  private let words: MappedWords
  private let flavour: Flavour
  private let maxWidth: Int
  private let maxHeight: Int
  /// The frame written last, to show it again in new memory.
  private(set) var last: (pixels: [UInt8], width: Int, height: Int)?

  /// Attaches to the images and info words of `stream`, as a second writer or a producer's helper.
  ///
  /// `maxWidth` and `maxHeight` give the size of the notice that replaces a frame which is too
  /// large.
  public init(
    _ stream: StreamDescription, maxWidth: Int, maxHeight: Int
  ) throws(StreamError) {
    let reader = try FrameReader(stream)
    images = reader.images
    words = try reader.info.words()
    flavour = stream.flavour
    (self.maxWidth, self.maxHeight) = (maxWidth, maxHeight)
  }

  init(
    images: [SharedSegment], info: SharedSegment, options: StreamOwner.Options, flavour: Flavour
  ) throws(StreamError) {
    var ranges: [MemoryRange] = []
    for image in images { ranges.append(try MemoryRange(whole: image)) }
    self.images = ranges
    words = try MemoryRange(whole: info).words()
    self.flavour = flavour
    (maxWidth, maxHeight) = (options.maxWidth, options.maxHeight)
  }

  /// The image written last; 0 before the first frame.
  public var currentIndex: Int {
    let index = Int(words.int32(at: FrameInfo.currentOffset(flavour: flavour)))
    return images.indices.contains(index) ? index : 0
  }

  /// Writes a frame: RGB, bottom row first, `width · height · 3` bytes.
  ///
  /// One that does not fit is replaced by FURY's notice at the maximum size. Throws `.invalid` when
  /// the number of bytes does not agree with the size.
  public func write(_ pixels: [UInt8], width: Int, height: Int) throws(StreamError) {
    guard width > 0, height > 0, width <= FrameInfo.sizeLimit, height <= FrameInfo.sizeLimit,
      pixels.count == width * height * 3
    else { throw .invalid("a frame of \(width)x\(height) with \(pixels.count) bytes") }
    guard pixels.count <= images[0].byteCount else {
      let notice = SizeNotice.picture(width: maxWidth, height: maxHeight)
      return try write(notice, maxWidth, maxHeight)
    }
    try write(pixels, width, height)
  }

  func write(_ pixels: [UInt8], _ width: Int, _ height: Int) throws(StreamError) {
    let next = (currentIndex + 1) % images.count
    do {
      try images[next].segment.write(pixels, at: images[next].offset)
    } catch { throw StreamError(error) }
    let size = FrameInfo.sizeOffset(ofImage: next, flavour: flavour)
    words.store(Int32(width), at: size)
    words.store(Int32(height), at: size + 4)
    words.store(Int32(next), at: FrameInfo.currentOffset(flavour: flavour))
    last = (pixels, width, height)
  }
}
