import Pacing
import Raster
import Terminal
import ViewerCore

/// What the command line asked of the viewer.
struct ViewerSettings: Sendable {
  /// Nil: the best that the terminal can do.
  var renderer: Renderer?
  /// Nil: as link and terminal allow; so the next two.
  var colors: Int?
  var dither: Dither?
  var scale: PictureScale?
  var encoder = SixelSource.native
  var maxFramesPerSecond: Double?
  var cell: TerminalProbe.Extent?
  var viewOnly = false
}
