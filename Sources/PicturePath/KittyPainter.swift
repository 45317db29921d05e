import KittyCoding
import Raster

/// Puts pictures on the screen with kitty's graphics protocol.
///
/// A picture gets another number than the one on the screen, which is deleted after it: while a
/// picture is being sent, the old one stays.
struct KittyPainter {
  /// The numbers in use: small ones, so that the few images of this program replace each other.
  private static let numbers: [UInt32] = [1, 2]

  private let transport: KittyTransport
  private var last: UInt32?

  init(_ transport: KittyTransport) { self.transport = transport }

  /// The bytes that show `picture` at the cursor, `size` in size, in place of the last one; and the
  /// number under which the terminal will answer.
  mutating func paint(_ picture: Picture, size: PixelSize) -> (bytes: [UInt8], id: UInt32) {
    let id = Self.numbers.first { $0 != last } ?? 1
    var bytes = transport.show(
      KittyImage(id: id, size: size), rgb: picture.rgb(size: size, part: PixelRect(size)))
    if let last { bytes += KittyCommand.delete(last) }
    last = id
    return (bytes, id)
  }
}
