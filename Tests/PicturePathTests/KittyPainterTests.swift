import PictureSamples
import Raster
import Testing

@testable import PicturePath

@Suite struct KittyPainterTests {
  private var random = TestRandom(7)

  /// The numbers of images that an escape code shows and deletes, in their order.
  private func numbers(_ bytes: [UInt8]) -> (shown: [String], deleted: [String], layers: [String]) {
    let text = String(decoding: bytes, as: UTF8.self)
    return (
      text.matches(of: /a=T,i=(\d+)/).map { String($0.1) },
      text.matches(of: /a=d,d=I,i=(\d+)/).map { String($0.1) },
      text.matches(of: /a=T[^;]*,z=(\d+)/).map { String($0.1) }
    )
  }

  @Test mutating func anOldPictureStaysUntilTheNewOneIsThere() {
    var painter = KittyPainter(KittyTransport())
    let picture = random.picture(8, 8)
    var last: String?
    for _ in 0..<5 {
      let painted = painter.paint(picture, size: picture.size)
      let (bytes, id) = (painted.bytes, painted.id)
      let (shown, deleted, layers) = numbers(bytes)
      #expect(shown == ["\(id)"] && layers == [])
      #expect(deleted == (last.map { [$0] } ?? []) && shown.first != last)
      last = shown.first
      // The deletion is the last thing in it.
      if !deleted.isEmpty {
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(",q=2\u{1b}\\"))
      }
    }
  }

  @Test mutating func partsLieAboveEachOtherUntilTheNextWholePicture() {
    var painter = KittyPainter(KittyTransport())
    let picture = random.picture(8, 8)
    var ids: Set<UInt32> = [painter.paint(picture, size: picture.size).id]
    for layer in 1...8 {
      let painted = painter.paint(
        picture, size: picture.size, part: PixelRect(x: 1, y: 2, width: 3, height: 4))
      let (bytes, id) = (painted.bytes, painted.id)
      #expect(ids.insert(id).inserted)
      #expect(numbers(bytes).deleted == [] && numbers(bytes).layers == ["\(layer)"])
      #expect(String(decoding: bytes, as: UTF8.self).contains("s=3,v=4,"))
    }
    let whole = painter.paint(picture, size: picture.size)
    let (bytes, id) = (whole.bytes, whole.id)
    #expect(!ids.contains(id))
    #expect(Set(numbers(bytes).deleted) == Set(ids.map { "\($0)" }))
    #expect(painter.paint(picture, size: picture.size).id > id)
  }
}
