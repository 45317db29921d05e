import ArgumentParser
import FoundationEssentials
import PictureFiles
import Raster

/// `fury-bench scene`: pictures to measure with.
struct SceneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scene",
    abstract: "Writes turning scenes as PNG sequences (SCENE_NNN.png).")

  @Argument(help: "The directory to write to.")
  var directory: String

  @Option(
    help: ArgumentHelp(
      "The scene (\(SceneKind.allCases.map(\.rawValue).joined(separator: ", "))); repeatable.",
      valueName: "name"))
  var scene: [SceneKind] = [.spheres]

  @Option(help: "What the files are called instead of SCENE, with one scene.")
  var name: String?

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
    guard name == nil || scene.count == 1 else {
      throw ValidationError("--name is for a single scene")
    }
  }

  func run() throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    for kind in scene {
      let pictures = kind.pictures(
        count: frames, size: PixelSize(width: width, height: height))
      for (frame, picture) in pictures.enumerated() {
        let number = String(repeating: "0", count: 3 - String(frame).count) + String(frame)
        let path = "\(directory)/\(name ?? kind.rawValue)_\(number).png"
        let file = try PictureFiles.encode(picture, as: .png)
        guard FileManager.default.createFile(atPath: path, contents: Data(file)) else {
          throw BenchError("cannot write \(path)")
        }
        Progress.say(path)
      }
    }
  }
}
