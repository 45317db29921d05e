import Raster

/// The escape codes of kitty's graphics protocol, `APC G keys ; payload ST`.
///
/// Source: <https://sw.kovidgoyal.net/kitty/graphics-protocol/>. What kitty 0.26.5 makes of them
/// was tried.
public enum KittyCommand {
  /// Characters of base64 in one escape code, as the protocol limits them.
  public static let chunk = 4096

  /// Sends `rgb`, three bytes a pixel with the top row first, and shows it at the cursor: works
  /// over any connection.
  ///
  /// Compressed, in as many escape codes as it takes; kitty answers once, after the last. Nothing
  /// else may be sent between them, and where they are cut off ``endTransmission`` is needed.
  public static func show(_ image: KittyImage, rgb: [UInt8]) -> [UInt8] {
    precondition(rgb.count == image.size.width * image.size.height * 3, "3 bytes a pixel")
    let text = Base64.encode(Deflate.compress(rgb))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / chunk * 16 + 128)
    var at = 0
    repeat {
      let end = min(at + chunk, text.count)
      let keys = at == 0 ? image.keys + ",t=d,o=z," : ""
      bytes.append(contentsOf: "\u{1b}_G\(keys)m=\(end < text.count ? 1 : 0);".utf8)
      bytes.append(contentsOf: text[at..<end])
      bytes.append(contentsOf: "\u{1b}\\".utf8)
      at = end
    } while at < text.count
    return bytes
  }

  /// Shows the image whose pixels are in the POSIX shared memory object `name` (without `/`), which
  /// the terminal removes when it has read it. Only for a terminal on this machine.
  public static func show(_ image: KittyImage, sharedMemory name: String) -> [UInt8] {
    command(image.keys + ",t=s", payload: "/" + name)
  }

  /// Removes the image from the screen and from the terminal's memory; not answered.
  public static func delete(_ id: UInt32) -> [UInt8] { command("a=d,d=I,i=\(id),q=2") }

  /// Removes all images from the screen and from the terminal's memory; not answered.
  public static let deleteAll = command("a=d,d=A,q=2")

  /// Ends a transmission that was cut off between two escape codes; not answered.
  ///
  /// Without it kitty takes the next image for the rest of the last one. Where nothing was cut off
  /// it does nothing.
  public static let endTransmission = command("m=0,q=2")

  /// Asks whether the terminal can read the shared memory object `name` (without `/`), which holds
  /// one black pixel; answered with number `id`. The terminal removes the object if it can.
  public static func question(id: Int, sharedMemory name: String) -> [UInt8] {
    command("a=q,i=\(id),s=1,v=1,f=24,t=s", payload: "/" + name)
  }

  private static func command(_ keys: String, payload: String = "") -> [UInt8] {
    Array("\u{1b}_G\(keys)".utf8) + (payload.isEmpty ? [] : [0x3b])
      + Base64.encode(Array(payload.utf8)) + Array("\u{1b}\\".utf8)
  }
}
