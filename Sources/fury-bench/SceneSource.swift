import ArgumentParser
import Raster

/// Pictures that follow each other, in memory.
struct Scene {
  var name: String
  var pictures: [Picture]
}

/// Where a benchmark's pictures come from: PNG sequences, or scenes of this program.
struct SceneSource: ParsableArguments {
  @Argument(
    help: "Directories with PNG sequences (NAME_NNN.png); none: scenes of this program's own.")
  var directories: [String] = []

  @Option(help: "Only scenes and sequences whose name contains this.")
  var only = ""

  /// These options again, for a program that is started with them.
  var arguments: [String] { directories + (only.isEmpty ? [] : ["--only", only]) }

  /// The scenes, each at least two pictures, all of `size` where that is given.
  func scenes(size: PixelSize?) throws -> [Scene] {
    var scenes: [Scene] = []
    if directories.isEmpty {
      let size = size ?? PixelSize(width: 1280, height: 720)
      for kind in SceneKind.allCases where only.isEmpty || kind.rawValue.contains(only) {
        Progress.say("making \(kind.rawValue)")
        scenes.append(
          Scene(name: kind.rawValue, pictures: kind.pictures(count: 8, size: size)))
      }
    }
    for directory in directories {
      for sequence in try Sequence.all(in: directory)
      where only.isEmpty || sequence.name.contains(only) {
        let pictures = try sequence.pictures()
        guard pictures.count > 1, size == nil || pictures.allSatisfy({ $0.size == size }) else {
          continue
        }
        scenes.append(Scene(name: sequence.name, pictures: pictures))
      }
    }
    guard !scenes.isEmpty else {
      throw BenchError("no sequences of that size in \(directories.joined(separator: " "))")
    }
    return scenes
  }
}
