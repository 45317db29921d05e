import KittyCoding
import Raster

/// Puts pictures on the screen with kitty's graphics protocol.
///
/// A picture is an image with a number of its own, and those on the screen are deleted after it:
/// while a picture is being sent, the old one stays. A part of a picture is an image of its own that lies
/// above the others; with the next whole picture it goes.
struct KittyPainter {
  private let transport: KittyTransport
  /// The images on the screen, the lowest first. Some may never have got there: deleting those does
  /// nothing.
  private var shown: [UInt32] = []

  init(_ transport: KittyTransport) { self.transport = transport }

  /// What shows a picture.
  struct Painted {
    var bytes: [UInt8]
    /// The number under which the terminal will answer.
    var id: UInt32
    /// Bytes that are in shared memory instead.
    var sharedBytes: Int
  }

  /// What shows `picture` at `size`, or a part of that, with its top left corner at the cursor.
  ///
  /// Without a part the picture takes the place of all that was painted before.
  mutating func paint(
    _ picture: Picture, size: PixelSize, part: PixelRect? = nil
  ) -> Painted {
    let rect = part ?? PixelRect(size)
    let rgb = picture.rgb(size: size, part: rect)
    let sent = transport.show(
      rgb, size: PixelSize(width: rect.width, height: rect.height),
      layer: part == nil ? 0 : shown.count)
    var bytes = sent.bytes
    if part == nil {
      for old in shown { bytes += KittyCommand.delete(old) }
      shown.removeAll()
    }
    shown.append(sent.id)
    return Painted(bytes: bytes, id: sent.id, sharedBytes: sent.isShared ? rgb.count : 0)
  }
}
