import ArgumentParser
import FoundationEssentials
import PictureFiles
import Raster

/// `fury-bench scene`: pictures that are hard for a palette.
struct SceneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scene",
    abstract: "Writes a turning scene of many smooth gradients (spheres_NNN.png).")

  @Argument(help: "The directory to write to.")
  var directory: String

  @Option(help: "Pictures to write.")
  var frames = 8

  @Option(help: "Pixels across.")
  var width = 1280

  @Option(help: "Pixels down.")
  var height = 720

  func validate() throws {
    guard 1...999 ~= frames, 1...4096 ~= width, 1...4096 ~= height else {
      throw ValidationError("1...999 frames of 1...4096 pixels a side")
    }
  }

  func run() throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let scene = SphereScene(count: 300, seed: 7)
    for frame in 0..<frames {
      let number = String(repeating: "0", count: 3 - String(frame).count) + String(frame)
      let picture = scene.picture(
        size: PixelSize(width: width, height: height), degrees: Float(frame) * 2)
      let path = "\(directory)/spheres_\(number).png"
      let file = try PictureFiles.encode(picture, as: .png)
      guard FileManager.default.createFile(atPath: path, contents: Data(file)) else {
        throw BenchError("cannot write \(path)")
      }
      Progress.say(path)
    }
  }
}
