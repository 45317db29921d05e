public import Raster

/// An image of kitty's graphics protocol: its number, its size and its layer.
public struct KittyImage: Sendable, Hashable {
  /// The image's number, 1 or more; its one placement has number 1.
  public var id: UInt32
  /// Pixels; each side 1 or more.
  public var size: PixelSize
  /// Images with a higher one (`z`) lie above those with a lower one, and 0 and more above the
  /// text.
  public var layer: Int

  public init(id: UInt32, size: PixelSize, layer: Int = 0) {
    self.id = id
    self.size = size
    self.layer = layer
  }

  /// The keys of the command that sends the image and shows it at the cursor (`a=T`), which stays
  /// where it is (`C=1`). An answer is wanted, so there is no `q`.
  var keys: String {
    "a=T,i=\(id),p=1,f=24,s=\(size.width),v=\(size.height),C=1"
      + (layer == 0 ? "" : ",z=\(layer)")
  }
}
