import CSystem
import FuryStream
import Glibc
import RendererLink

/// A scene of this program's own, rendered by a process of its own and shown here.
enum OwnScene {
  /// Starts the renderer with `words`, waits for its first frame, and shows it until the viewer
  /// ends; the renderer ends with it.
  static func show(
    _ words: [String], _ options: RendererOptions, _ viewing: ViewerOptions
  ) throws {
    try ViewerOptions.needTerminal()
    let settings = try viewing.settings()
    let files = try viewing.files()
    var options = options
    options.firstSize = terminalSize()
    let renderer = try RendererProcess(options.arguments + words)
    let made = try renderer.waitUntilReady()
    do {
      let stream = try StreamDiscovery.find(StreamSelector(argument: made.info))
      try AttachSession.run(
        stream, settings: settings, files: files, notices: renderer.noticeReader
      ) { renderer.end() }
    } catch {
      renderer.end()
      throw error
    }
  }

  /// The pixels that the terminal has for the picture; nil where it does not tell.
  private static func terminalSize() -> PixelExtent? {
    var size: [UInt16] = [0, 0, 0, 0]
    guard unsafe fury_window_size(STDIN_FILENO, &size) == 0 else { return nil }
    let (rows, width, height) = (Int(size[0]), Int(size[2]), Int(size[3]))
    // Two rows are the viewer's own.
    guard rows > 2, (64...8192).contains(width), (64...8192).contains(height) else { return nil }
    return PixelExtent(width: width, height: max(1, height / rows * (rows - 2)))
  }
}
