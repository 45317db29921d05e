import Raster
import SixelCoding
import Synchronization
import TerminalLab

/// The screen of a terminal that shows numbered frames: it decodes every picture, puts it where it
/// belongs, and notes which frame can be seen.
final class ShownFrames: Sendable {
  /// A frame's number and when it was on the screen.
  struct Sight: Sendable {
    var number: Int
    var moment: Int64
    var bytes: Int
  }

  private struct State: Sendable {
    var screen: Picture
    var sights: [Sight] = []
    /// The first picture, a whole one, says where the image lies.
    var corner: (x: Int, y: Int)?
    var failure: String?
  }

  private let state: Mutex<State>

  init(size: PixelSize) {
    state = Mutex(
      State(
        screen: Picture(
          width: size.width, height: size.height,
          pixels: [UInt8](repeating: 0, count: size.width * size.height * 3))))
  }

  /// Draws a picture.
  func take(_ arrival: PictureTerminal.Arrival) {
    do {
      let picture = try SixelDecoder.decode(arrival.bytes)
      let (x, y) = (
        (arrival.column - 1) * ViewerRun.cell.width, (arrival.row - 1) * ViewerRun.cell.height
      )
      state.withLock { state in
        let corner = state.corner ?? (x, y)
        state.corner = corner
        Self.paste(picture, into: &state.screen, x: x, y: y)
        state.sights.append(
          Sight(
            number: FrameNumber.read(state.screen, x: corner.x, y: corner.y),
            moment: PictureTerminal.now(), bytes: arrival.bytes.count))
      }
    } catch {
      state.withLock { $0.failure = "a picture cannot be decoded: \(error)" }
    }
  }

  /// What has been seen so far.
  func sights() throws -> [Sight] {
    let (sights, failure) = state.withLock { ($0.sights, $0.failure) }
    if let failure { throw BenchError(failure) }
    return sights
  }

  private static func paste(_ picture: Picture, into screen: inout Picture, x: Int, y: Int) {
    let width = min(picture.width, screen.width - x) * 3
    for row in 0..<min(picture.height, screen.height - y) where width > 0 {
      let target = ((y + row) * screen.width + x) * 3
      let source = row * picture.width * 3
      screen.pixels.replaceSubrange(
        target..<target + width, with: picture.pixels[source..<source + width])
    }
  }
}
