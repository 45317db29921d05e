import Raster
import Terminal
import ViewerCore

/// What the command line asked of the viewer.
struct ViewerSettings: Sendable {
  /// Nil: the best that the terminal can do.
  var renderer: Renderer?
  var colors = 256
  var dither = Dither.ordered
  var encoder = SixelSource.native
  var maxFramesPerSecond: Double?
  var cell: TerminalProbe.Extent?
  var viewOnly = false
}
