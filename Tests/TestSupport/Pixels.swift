/// A picture as the tests see it, decoded by ImageMagick, so that the project's own readers and
/// writers of pictures are judged by someone else.
public struct Pixels: Sendable, Equatable {
  /// One colour, each part 0 to 255.
  public struct Color: Sendable, Hashable {
    public var red: UInt8, green: UInt8, blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// "#rrggbb".
    public var hex: String {
      "#"
        + [red, green, blue].map { part in
          let digits = String(part, radix: 16)
          return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The sum of the three differences, 0 to 765.
    public func distance(to other: Color) -> Int {
      abs(Int(red) - Int(other.red)) + abs(Int(green) - Int(other.green))
        + abs(Int(blue) - Int(other.blue))
    }
  }

  /// A part of a picture, in pixels from the top left corner.
  public struct Box: Sendable, Equatable {
    public var x: Int, y: Int, width: Int, height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  public let width: Int
  public let height: Int
  /// Red, green and blue of each pixel, top row first, without gaps.
  public let rgb: [UInt8]

  /// A picture of `width` x `height` pixels with these bytes.
  public init(width: Int, height: Int, rgb: [UInt8]) {
    precondition(rgb.count == width * height * 3)
    self.width = width
    self.height = height
    self.rgb = rgb
  }

  /// Reads a picture file through `convert`, scaled to exactly `size` where one is given.
  public init(contentsOf path: String, size: (width: Int, height: Int)? = nil) async throws {
    let scaling =
      size.map { ["-filter", "Triangle", "-resize", "\($0.width)x\($0.height)!"] } ?? []
    let ppm = try await Command.run(
      "convert", [path, "-alpha", "off"] + scaling + ["-depth", "8", "ppm:-"])
    try self.init(ppm: ppm)
  }

  /// Reads a binary PPM file's bytes: "P6", width and height, 255, then the pixels.
  public init(ppm: [UInt8]) throws {
    let header = ppm.prefix(64).split(separator: 0x0a, maxSplits: 3).prefix(3)
    let parts = header.map { String(decoding: $0, as: UTF8.self) }
    let numbers = parts.count == 3 ? parts[1].split(separator: " ").compactMap { Int($0) } : []
    guard parts.first == "P6", parts.last == "255", numbers.count == 2,
      ppm.count >= numbers[0] * numbers[1] * 3
    else { throw TestFailure("ImageMagick gave no picture") }
    self.init(
      width: numbers[0], height: numbers[1], rgb: Array(ppm.suffix(numbers[0] * numbers[1] * 3)))
  }

  /// The colour of one pixel, which must be in the picture.
  public subscript(x: Int, y: Int) -> Color {
    let at = (y * width + x) * 3
    return Color(red: rgb[at], green: rgb[at + 1], blue: rgb[at + 2])
  }
}
