import Foundation
import PictureFiles
import Raster
import SceneRenderer
import TestSupport
import Testing

/// Pictures kept beside the tests, compared with a tolerance that drivers may differ within.
///
/// `FURY_TUI_RECORD=1` writes them anew; look at them before committing.
enum Baseline {
  /// Compares what `engine` shows with the picture `name`.
  static func check(
    _ engine: SceneEngine, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let picture = Picture(
      bottomUp: try engine.pixels(), width: engine.size.width, height: engine.size.height)
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
      difference <= Pixels.outliers, "\(name): \(difference) of the picture is not as recorded",
      sourceLocation: sourceLocation)
  }

  /// The part of the two pictures that differs by more than drivers may.
  static func share(_ a: Picture, _ b: Picture) -> Double {
    pixels(a).shareOfOtherBlocks(than: pixels(b))
  }

  private static func pixels(_ picture: Picture) -> Pixels {
    Pixels(width: picture.width, height: picture.height, rgb: picture.pixels)
  }
}
