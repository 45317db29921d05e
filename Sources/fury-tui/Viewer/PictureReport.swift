import FuryStream
import Raster

/// What the picture thread tells the viewer.
enum PictureReport: Sendable {
  case product(PictureProduct)
  /// The picture that was granted could not be made.
  case nothing
  case frameSize(PixelSize)
  case saved(path: String)
  case trouble(String)
  case ended(StreamError)
}
