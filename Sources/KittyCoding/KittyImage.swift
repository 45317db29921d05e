public import Raster

/// An image of kitty's graphics protocol: its number, its size and how high it lies.
public struct KittyImage: Sendable, Hashable {
  /// The image's number, 1 or more; its one placement has number 1.
  public var id: UInt32
  /// Pixels; each side 1 or more.
  public var size: PixelSize
  /// Images with a higher one lie above those with a lower one, and 0 and more above the text.
  public var height: Int

  public init(id: UInt32, size: PixelSize, height: Int = 0) {
    self.id = id
    self.size = size
    self.height = height
  }

  /// The keys of the command that sends the image and shows it at the cursor (`a=T`), which stays
  /// where it is (`C=1`). An answer is wanted, so there is no `q`.
  var keys: String {
    "a=T,i=\(id),p=1,f=24,s=\(size.width),v=\(size.height),C=1"
      + (height == 0 ? "" : ",z=\(height)")
  }
}
