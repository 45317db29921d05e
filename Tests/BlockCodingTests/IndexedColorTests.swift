import BlockCoding
import PictureSamples
import Raster
import Testing

@Suite struct IndexedColorTests {
  /// sRGB bytes of a colour 16...255.
  private func rgb(_ number: UInt32) -> [Int] {
    if number >= 232 { return [Int](repeating: 8 + 10 * Int(number - 232), count: 3) }
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = Int(number) - 16
    return [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
  }

  private func shown(_ picture: Picture) throws -> [UInt32] {
    var terminal = TinyTerminal(columns: picture.width, rows: (picture.height + 1) / 2)
    try terminal.write(BlockRenderer(depth: .indexed256).draw(picture, row: 1, column: 1))
    return (0..<picture.width * picture.height).map {
      terminal.half(x: $0 % picture.width, row: $0 / picture.width) ?? 0
    }
  }

  @Test func coloursOfThePaletteAreThemselves() throws {
    for number in UInt32(16)...255 {
      let color = rgb(number).map { UInt8($0) }
      for other in try shown(.flat(8, 8, color)) { #expect(rgb(other) == rgb(number)) }
    }
  }

  @Test(arguments: [[120, 120, 120], [4, 4, 4], [247, 247, 247], [50, 150, 250], [10, 0, 245]])
  func otherColoursAreRightOnAverage(_ color: [Int]) throws {
    let numbers = try shown(.flat(16, 16, color.map { UInt8($0) }))
    #expect(numbers.allSatisfy { 16...255 ~= $0 })
    for channel in 0..<3 {
      let mean = numbers.reduce(0.0) { $0 + Double(rgb($1)[channel]) } / 256
      #expect(abs(mean - Double(color[channel])) <= 3.5)
    }
  }

  @Test func gradientsSurvive() throws {
    // Eight columns at a time, a grey ramp stays monotone on average.
    let ramp = Picture(
      width: 64, height: 8,
      pixels: (0..<512).flatMap { [UInt8](repeating: UInt8($0 % 64 * 4), count: 3) })
    let numbers = try shown(ramp)
    let means = (0..<8).map { block in
      (0..<64).reduce(0) { $0 + rgb(numbers[$1 / 8 * 64 + block * 8 + $1 % 8])[0] }
    }
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 })
  }
}
