import BlockCoding
import PictureSamples
import Raster
import Testing

@Suite struct BlockRendererTests {
  /// A picture of few colours, so that runs, flat cells and unchanged cells all occur.
  private func picture(_ width: Int, _ height: Int, _ random: inout TestRandom) -> Picture {
    let colors: [[UInt8]] = [[0, 0, 0], [255, 255, 255], [200, 30, 7], [95, 135, 175]]
    return Picture(
      width: width, height: height,
      pixels: (0..<width * height).flatMap { _ in colors.randomElement(using: &random)! })
  }

  private func expect(_ terminal: TinyTerminal, shows picture: Picture, row: Int, column: Int) {
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let (red, green, blue) = picture[x, y]
        let color = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        #expect(terminal.half(x: column - 1 + x, row: 2 * (row - 1) + y) == color)
      }
    }
  }

  @Test func randomSequencesOfPictures() throws {
    var random = TestRandom(1)
    for _ in 0..<20 {
      let (columns, rows) = (
        Int.random(in: 1...12, using: &random), Int.random(in: 1...6, using: &random)
      )
      let (row, column) = (
        Int.random(in: 1...4, using: &random), Int.random(in: 1...9, using: &random)
      )
      var terminal = TinyTerminal(columns: columns + column - 1, rows: rows + row - 1)
      let renderer = BlockRenderer(depth: .truecolor)
      var picture = picture(columns, rows * 2, &random)
      for _ in 0..<6 {
        try terminal.write(renderer.draw(picture, row: row, column: column))
        expect(terminal, shows: picture, row: row, column: column)
        #expect(terminal.isPlain)
        // Change some pixels, so that most cells stay.
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          let at = Int.random(in: 0..<columns * rows * 2, using: &random) * 3
          picture.pixels[at] = UInt8.random(in: 0...255, using: &random)
        }
      }
    }
  }

  @Test func nothingIsWrittenWhenNothingChanged() {
    let renderer = BlockRenderer(depth: .truecolor)
    let picture = Picture.gradient(10, 8)
    #expect(!renderer.draw(picture, row: 2, column: 3).isEmpty)
    #expect(renderer.draw(picture, row: 2, column: 3).isEmpty)
    renderer.reset()
    #expect(!renderer.draw(picture, row: 2, column: 3).isEmpty)
    #expect(!renderer.draw(picture, row: 3, column: 3).isEmpty)
  }

  @Test func onePixelChangesOneCell() {
    let renderer = BlockRenderer(depth: .truecolor)
    var picture = Picture.flat(20, 10, [1, 2, 3])
    _ = renderer.draw(picture, row: 1, column: 1)
    picture.pixels[(5 * 20 + 7) * 3] = 9
    let text = String(decoding: renderer.draw(picture, row: 1, column: 1), as: UTF8.self)
    #expect(text == "\u{1B}[3;8H\u{1B}[38;2;1;2;3;48;2;9;2;3m\u{2580}\u{1B}[0m")
  }

  @Test func runsShareTheirAttributes() {
    let text = String(
      decoding: BlockRenderer(depth: .truecolor).draw(
        .flat(4, 4, [0, 0, 255]), row: 1, column: 1), as: UTF8.self)
    #expect(text == "\u{1B}[1;1H\u{1B}[48;2;0;0;255m    \u{1B}[2;1H    \u{1B}[0m")
  }

  @Test func anOddHeightEndsInBlack() throws {
    var terminal = TinyTerminal(columns: 2, rows: 2)
    let picture = Picture.flat(2, 3, [255, 255, 255])
    try terminal.write(BlockRenderer(depth: .truecolor).draw(picture, row: 1, column: 1))
    expect(terminal, shows: picture, row: 1, column: 1)
    #expect(terminal.half(x: 0, row: 3) == 0)
  }

  @Test func emptyPicturesWriteNothing() {
    let renderer = BlockRenderer(depth: .truecolor)
    #expect(renderer.draw(Picture(width: 0, height: 0, pixels: []), row: 1, column: 1).isEmpty)
  }
}
