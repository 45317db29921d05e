public import ArgumentParser

/// How a stream is served, on the command lines of `fury-tui serve` and of the program it starts.
public struct ServerOptions: ParsableArguments {
  /// What a page shows first.
  public enum Encoding: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// JPEG after JPEG, which passes every tunnel.
    case mjpeg
    /// Video, which needs a direct way to the browser.
    case rtc
  }

  /// Where it listens.
  @Option(help: "The name or address to listen at; others than localhost open it to the network.")
  public var host = "localhost"

  /// The port; 0: a free one.
  @Option(help: "The port; 0 for a free one.")
  public var port = 0

  /// What pages show first.
  @Option(help: "What the link shows: mjpeg, which passes an ssh tunnel, or rtc.")
  public var encoding = Encoding.mjpeg

  /// Another page than this project's.
  @Option(help: "The folder of another page, such as FURY's www.")
  public var folder: String?

  /// The JPEGs' quality.
  @Option(help: "The JPEGs' quality, 1 to 100; from 90 on with all of the colour.")
  public var quality = 80

  /// Milliseconds between two JPEGs.
  @Option(help: "A JPEG every so many milliseconds at most; 0: every frame.")
  public var msJpeg = 16.0

  /// Without WebRTC.
  @Flag(help: "Offer no WebRTC.")
  public var noWebrtc = false

  /// Nobody may drive.
  @Flag(help: "Browsers may only watch.")
  public var viewOnly = false

  /// The link as a picture.
  @Flag(help: "Show the link as a QR code, too.")
  public var qr = false

  /// The defaults.
  public init() {}

  /// Refuses what cannot be meant.
  public func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
    guard (1...100).contains(quality) else { throw ValidationError("--quality must be 1 to 100") }
    guard (0...60_000).contains(msJpeg) else {
      throw ValidationError("--ms-jpeg must be 0 to 60000")
    }
    if encoding == .rtc, noWebrtc {
      throw ValidationError("--encoding rtc needs WebRTC, --no-webrtc forbids it")
    }
    guard !host.isEmpty else { throw ValidationError("--host needs a name or an address") }
  }

  /// The same options as words of a command line.
  public var arguments: [String] {
    var words = [
      "--host=\(host)", "--port=\(port)", "--encoding=\(encoding.rawValue)",
      "--quality=\(quality)", "--ms-jpeg=\(msJpeg)",
    ]
    if let folder { words.append("--folder=\(folder)") }
    if noWebrtc { words.append("--no-webrtc") }
    if viewOnly { words.append("--view-only") }
    if qr { words.append("--qr") }
    return words
  }
}
