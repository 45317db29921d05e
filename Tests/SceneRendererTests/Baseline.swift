import Foundation
import PictureFiles
import Raster
import SceneRenderer
import Testing

/// Pictures kept beside the tests, compared with a tolerance that drivers may differ within.
///
/// `FURY_TUI_RECORD=1` writes them anew; look at them before committing.
enum Baseline {
  /// Drivers disagree about edges and shades; blocks of so many pixels average that out.
  static let block = 8
  /// How far a block's mean may be off, of 255.
  static let tolerance = 16.0
  /// The part of the blocks that may be off by more.
  static let outliers = 0.01

  /// Compares what `engine` shows with the picture `name`.
  static func check(
    _ engine: SceneEngine, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let pixels = try engine.pixels()
    let picture = Picture(bottomUp: pixels, width: engine.size.width, height: engine.size.height)
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Baselines/\(name).png")
    if ProcessInfo.processInfo.environment["FURY_TUI_RECORD"] == "1" {
      try Data(PictureFiles.encode(picture, as: .png)).write(to: file)
      return
    }
    let wanted = try PictureFiles.decode(Array(Data(contentsOf: file)))
    try #require(wanted.size == picture.size, sourceLocation: sourceLocation)
    let difference = share(wanted, picture)
    #expect(
      difference <= outliers, "\(name): \(difference) of the picture is not as recorded",
      sourceLocation: sourceLocation)
  }

  /// The part of the blocks whose means differ by more than the tolerance.
  static func share(_ a: Picture, _ b: Picture) -> Double {
    var (all, different) = (0, 0)
    for top in stride(from: 0, to: a.height, by: block) {
      for left in stride(from: 0, to: a.width, by: block) {
        all += 1
        if difference(a, b, left, top) > tolerance { different += 1 }
      }
    }
    return Double(different) / Double(all)
  }

  private static func difference(_ a: Picture, _ b: Picture, _ left: Int, _ top: Int) -> Double {
    var sums = [0, 0, 0]
    var count = 0
    for y in top..<min(top + block, a.height) {
      for x in left..<min(left + block, a.width) {
        count += 1
        for channel in 0..<3 {
          let at = (y * a.width + x) * 3 + channel
          sums[channel] += Int(a.pixels[at]) - Int(b.pixels[at])
        }
      }
    }
    return Double(sums.map(abs).max() ?? 0) / Double(count)
  }
}
