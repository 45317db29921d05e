extension FrameInfo {
  /// Bytes of the info segment of a named stream with `buffers` images.
  public static func byteCount(buffers: Int, flavour: Flavour) -> Int {
    (2 + 2 * buffers + headerWords(flavour)) * 4
  }

  /// Byte offset of the word that holds the current image's index.
  public static func currentOffset(flavour: Flavour) -> Int { (1 + headerWords(flavour)) * 4 }

  /// Byte offset of image `index`'s width; its height is the next word.
  public static func sizeOffset(ofImage index: Int, flavour: Flavour) -> Int {
    (2 + 2 * index + headerWords(flavour)) * 4
  }

  /// The words before the first frame: `[2 + 2n, 1, 3, 0, 0…]`, without the first two for raw
  /// arrays.
  public static func emptyWords(buffers: Int, flavour: Flavour) -> [UInt32] {
    let header: [UInt32] = flavour == .named ? [UInt32(2 + 2 * buffers), 1] : []
    return header + [3, 0] + [UInt32](repeating: 0, count: 2 * buffers)
  }

  /// Reads the bytes of an info segment, little-endian `uint32` words, and believes nothing.
  ///
  /// - `bytes`: exactly the segment (a named one's length must agree with its header).
  /// - `imageByteCounts`: the size of each image segment; a frame must fit into its own.
  public init(
    bytes: [UInt8], flavour: Flavour, imageByteCounts: [Int]
  ) throws(WireError) {
    let buffers = try Self.bufferCount(bytes: bytes, flavour: flavour)
    guard buffers == imageByteCounts.count else {
      throw .badHeader(
        segment: "info", reason: "\(buffers) images announced, \(imageByteCounts.count) known")
    }
    let start = Self.headerWords(flavour)
    let current = Int(Self.word(bytes, start + 1))
    guard current < buffers else {
      throw .badHeader(segment: "info", reason: "image \(current) of \(buffers) is current")
    }
    var sizes: [Size] = []
    for index in 0..<buffers {
      let width = Int(Self.word(bytes, start + 2 + 2 * index))
      let height = Int(Self.word(bytes, start + 3 + 2 * index))
      sizes.append(try Self.checked(width, height, limit: imageByteCounts[index]))
    }
    self.init(current: current, sizes: sizes)
  }

  /// The number of images that an info segment announces, from its length and its first words.
  public static func bufferCount(bytes: [UInt8], flavour: Flavour) throws(WireError) -> Int {
    let header = headerWords(flavour)
    guard bytes.count >= (header + 4) * 4, bytes.count % 8 == 0 else {
      throw .wrongSize(segment: "info", expected: (header + 4) * 4, found: bytes.count)
    }
    let buffers = bytes.count / 8 - header / 2 - 1
    if flavour == .named {
      let count = Int(word(bytes, 0))
      guard count == 2 + 2 * buffers else {
        throw .wrongSize(segment: "info", expected: (count + 2) * 4, found: bytes.count)
      }
      guard word(bytes, 1) == 1 else {
        throw .badHeader(segment: "info", reason: "dimension \(word(bytes, 1)), not 1")
      }
    }
    // FURY writes the number of components in raw arrays only; in named memory it stays 0.
    let components = word(bytes, header)
    guard components == 3 || (components == 0 && flavour == .named) else {
      throw .badHeader(segment: "info", reason: "\(components) components a pixel, not 3")
    }
    return buffers
  }

  private static func headerWords(_ flavour: Flavour) -> Int { flavour == .named ? 2 : 0 }

  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[index * 4 + $1]) << (8 * UInt32($1)) }
  }

  private static func checked(
    _ width: Int, _ height: Int, limit: Int
  ) throws(WireError) -> Size {
    let size = Size(width: width, height: height)
    if width == 0 && height == 0 { return size }
    guard width > 0, height > 0 else {
      throw .badHeader(segment: "info", reason: "a frame of \(width)x\(height)")
    }
    guard width <= sizeLimit, height <= sizeLimit else {
      throw .badHeader(segment: "info", reason: "absurd frame size \(width)x\(height)")
    }
    guard size.byteCount <= limit else {
      throw .wrongSize(segment: "image", expected: size.byteCount, found: limit)
    }
    return size
  }
}
