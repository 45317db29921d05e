import KittyCoding
import Raster

/// Puts pictures on the screen with kitty's graphics protocol.
///
/// A picture gets another number than the images on the screen, which are deleted after it: while a
/// picture is being sent, the old one stays. A part of a picture is an image of its own that lies
/// above the others; with the next whole picture it goes.
struct KittyPainter {
  private let transport: KittyTransport
  /// The images on the screen, the lowest first. Some may never have got there: deleting those does
  /// nothing.
  private var shown: [UInt32] = []

  init(_ transport: KittyTransport) { self.transport = transport }

  /// The bytes that show `picture` at `size`, or a part of that, with its top left corner at the
  /// cursor; and the number under which the terminal will answer.
  ///
  /// Without a part the picture takes the place of all that was painted before.
  mutating func paint(
    _ picture: Picture, size: PixelSize, part: PixelRect? = nil
  ) -> (bytes: [UInt8], id: UInt32) {
    let rect = part ?? PixelRect(size)
    // Small numbers, so that the few images of this program replace each other.
    var id: UInt32 = 1
    while shown.contains(id) { id += 1 }
    let image = KittyImage(
      id: id, size: PixelSize(width: rect.width, height: rect.height),
      height: part == nil ? 0 : shown.count)
    var bytes = transport.show(image, rgb: picture.rgb(size: size, part: rect))
    if part == nil {
      for old in shown { bytes += KittyCommand.delete(old) }
      shown.removeAll()
    }
    shown.append(id)
    return (bytes, id)
  }
}
