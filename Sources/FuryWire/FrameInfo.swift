/// The info words of a stream: which image is current and how large each one is.
public struct FrameInfo: Sendable, Hashable {
  /// A frame's size in pixels.
  public struct Size: Sendable, Hashable {
    /// Pixels a row.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A size in pixels.
    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }

    /// Bytes of the frame: 3 a pixel, rows tightly packed.
    public var byteCount: Int { width * height * 3 }
  }

  /// The largest width and height that is believed.
  public static let sizeLimit = 32_768

  /// The image written last, 0 ..< ``sizes```.count`.
  public var current: Int
  /// The frame in each image; both numbers 0 before the image's first frame.
  public var sizes: [Size]

  /// Checked parts; `current` must be an index of `sizes`.
  public init(current: Int, sizes: [Size]) {
    precondition(sizes.indices.contains(current))
    self.current = current
    self.sizes = sizes
  }

  /// The current frame's size, nil before the first frame.
  public var currentSize: Size? {
    let size = sizes[current]
    return size.width == 0 ? nil : size
  }
}
