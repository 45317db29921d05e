import PictureSamples
import Raster
import ViewerCore

/// A scene of four colours, in which boxes appear whose sides are multiples of six: at the scales
/// 1, 1/2 and 1/3 no other colours come from it.
struct BoxScene {
  static let colors: [[UInt8]] = [
    [30, 30, 30], [200, 20, 20], [20, 200, 20], [240, 240, 240],
  ]
  let size = PixelSize(width: 90, height: 60)
  private(set) var pixels = [UInt8](repeating: 30, count: 90 * 60 * 3)
  private var dice = TestRandom(11)

  init() {
    for (i, color) in Self.colors.enumerated() { fill(i * 12, 0, 12, 12, color) }
  }

  mutating func change(most: Int = 3) {
    let color = Self.colors.randomElement(using: &dice) ?? Self.colors[0]
    let width = 6 * Int.random(in: 1...most, using: &dice)
    let height = 6 * Int.random(in: 1...most, using: &dice)
    let left = 6 * Int.random(in: 0...(size.width - width) / 6, using: &dice)
    // The first rows keep all colours in the picture.
    let bottom = 6 * Int.random(in: 2...(size.height - height) / 6, using: &dice)
    fill(left, bottom, width, height, color)
  }

  private mutating func fill(
    _ left: Int, _ bottom: Int, _ width: Int, _ height: Int, _ color: [UInt8]
  ) {
    for y in bottom..<bottom + height {
      for x in left..<left + width {
        for i in 0..<3 { pixels[(y * size.width + x) * 3 + i] = color[i] }
      }
    }
  }

  /// How much a channel of the scene differs at most from what a screen shows in its place.
  func worstDifference(_ screen: Picture, _ place: Placement) -> Int {
    var worst = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        let shown = screen[place.left + x, place.top + y]
        let at = ((size.height - 1 - y) * size.width + x) * 3
        for (a, b) in zip([shown.red, shown.green, shown.blue], pixels[at..<at + 3]) {
          worst = max(worst, abs(Int(a) - Int(b)))
        }
      }
    }
    return worst
  }
}
