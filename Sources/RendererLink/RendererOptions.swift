public import ArgumentParser

/// How a scene is drawn and streamed, on the command lines of `fury-tui render`, `view` and `demo`
/// and of the program that they start.
public struct RendererOptions: ParsableArguments {
  /// The stream's name; nil for one that is made up.
  @Option(help: "The stream's name. (default: made from the scene and the process id)")
  public var name: String?

  /// The picture's size in pixels, whatever viewers would like.
  @Option(help: "The picture's pixels, as WIDTHxHEIGHT. (default: what the viewer's terminal has)")
  public var size: PixelExtent?

  /// The size before a viewer asks for another.
  @Option(help: .hidden)
  public var firstSize: PixelExtent?

  /// The largest size a frame may ever have.
  @Option(help: "The largest picture, as WIDTHxHEIGHT. (default: room for a large screen)")
  public var maxSize: PixelExtent?

  /// The number of images.
  @Option(help: "Images in shared memory, 1 to 64.")
  public var buffers = 2

  /// Milliseconds between two frames.
  @Option(help: "A frame every so many milliseconds; 0: after every drawing.")
  public var intervalMs = 0.0

  /// Samples a pixel; nil chooses.
  @Option(
    help:
      "Samples a pixel, 0 to 16. (default: 8, and 0 while the scene moves without a graphics card)")
  public var samples: Int?

  /// The colour map of scalars.
  @Option(help: "The colour map of scalars: viridis, plasma, inferno, coolwarm, jet, hot or gray.")
  public var colormap: String?

  /// The defaults.
  public init() {}

  /// Refuses what cannot be meant.
  public func validate() throws {
    guard (1...64).contains(buffers) else { throw ValidationError("--buffers must be 1 to 64") }
    guard (0...86_400_000).contains(intervalMs) else {
      throw ValidationError("--interval-ms must be 0 to 86400000")
    }
    if let samples, !(0...16).contains(samples) {
      throw ValidationError("--samples must be 0 to 16")
    }
    if let size, let maxSize, maxSize.width * maxSize.height < size.width * size.height {
      throw ValidationError("--max-size must not be smaller than --size")
    }
  }

  /// The same options as words of a command line.
  public var arguments: [String] {
    var words = ["--buffers=\(buffers)", "--interval-ms=\(intervalMs)"]
    if let name { words.append("--name=\(name)") }
    if let size { words.append("--size=\(size)") }
    if let firstSize { words.append("--first-size=\(firstSize)") }
    if let maxSize { words.append("--max-size=\(maxSize)") }
    if let samples { words.append("--samples=\(samples)") }
    if let colormap { words.append("--colormap=\(colormap)") }
    return words
  }
}

/// A size in pixels as a person writes it: `1024x768`, 1 to 8192 each way.
public struct PixelExtent: ExpressibleByArgument, Sendable, Hashable, CustomStringConvertible {
  /// Pixels a row.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Reads `1024x768`.
  public init?(argument: String) {
    let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      (1...8192).contains(width), (1...8192).contains(height)
    else { return nil }
    self.init(width: width, height: height)
  }

  /// `1024x768`.
  public var description: String { "\(width)x\(height)" }
}
