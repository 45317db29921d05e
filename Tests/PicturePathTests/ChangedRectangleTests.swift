import PicturePath
import PictureSamples
import Raster
import Testing

@Suite struct ChangedRectangleTests {
  /// The same by looking at every pixel.
  private func plain(_ old: Picture, _ new: Picture) -> PixelRect? {
    var (left, top, right, bottom) = (Int.max, Int.max, -1, -1)
    for y in 0..<old.height {
      for x in 0..<old.width where old[x, y] != new[x, y] {
        (left, right) = (min(left, x), max(right, x))
        (top, bottom) = (min(top, y), max(bottom, y))
      }
    }
    return right < 0
      ? nil : PixelRect(x: left, y: top, width: right + 1 - left, height: bottom + 1 - top)
  }

  @Test func findsWhatLookingAtEveryPixelFinds() {
    var dice = TestRandom(1)
    for _ in 0..<2000 {
      let old = dice.picture(
        Int.random(in: 1...40, using: &dice), Int.random(in: 1...30, using: &dice))
      var new = old
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        // One channel of one pixel is enough.
        new.pixels[Int.random(in: 0..<new.pixels.count, using: &dice)] ^= 1
      }
      #expect(ChangedRectangle.find(old, new) == plain(old, new))
    }
  }

  @Test func picturesWithoutPixelsAreAlike() {
    let empty = Picture(width: 0, height: 5, pixels: [])
    #expect(ChangedRectangle.find(empty, empty) == nil)
  }

  /// Every image pixel that shows a pixel of the rectangle lies in what it is enlarged to, and that
  /// consists of whole cells.
  @Test func anEnlargedRectangleCoversAllThatShowsIt() {
    var dice = TestRandom(2)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
    for _ in 0..<2000 {
      let picture = PixelSize(width: number(1...60), height: number(1...60))
      let size = PixelSize(
        width: number(picture.width...picture.width * 4),
        height: number(picture.height...picture.height * 4))
      let cell = PixelSize(width: number(1...12), height: number(1...20))
      var rect = PixelRect(
        x: number(0...picture.width - 1), y: number(0...picture.height - 1), width: 0, height: 0)
      rect.width = number(1...picture.width - rect.x)
      rect.height = number(1...picture.height - rect.y)
      let part = rect.enlarged(from: picture, to: size, cell: cell)
      for x in 0..<size.width {
        let isShown = (rect.x..<rect.x + rect.width).contains(x * picture.width / size.width)
        #expect(!isShown || (part.x..<part.x + part.width).contains(x))
      }
      for y in 0..<size.height {
        let isShown = (rect.y..<rect.y + rect.height).contains(y * picture.height / size.height)
        #expect(!isShown || (part.y..<part.y + part.height).contains(y))
      }
      #expect(part.x % cell.width == 0 && part.y % cell.height == 0)
      let (right, bottom) = (part.x + part.width, part.y + part.height)
      #expect(right == size.width || (right % cell.width == 0 && right < size.width))
      #expect(bottom == size.height || (bottom % cell.height == 0 && bottom < size.height))
    }
  }
}
