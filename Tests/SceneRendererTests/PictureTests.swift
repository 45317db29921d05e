import Foundation
import Raster
import SampleScenes
import SceneRenderer
import TestSupport
import Testing

extension VTK {
  /// What is drawn, against recorded pictures.
  @Suite struct Pictures {
    @Test(arguments: SceneEngine.scenes) func sceneLooksAsRecorded(_ name: String) throws {
      let engine = try VTK.engine()
      try engine.add(scene: name)
      engine.finish()
      try engine.render(samples: 4)
      try Baseline.check(engine, "scene-\(name)")
    }

    @Test(arguments: SampleFile.allCases) func fileLooksAsRecorded(_ kind: SampleFile) throws {
      let folder = try ScratchFolder()
      let engine = try VTK.engine()
      try engine.add(file: kind.write(into: folder.path))
      engine.finish()
      try engine.render(samples: 4)
      try Baseline.check(engine, "file-\(kind.rawValue)")
    }

    @Test func compressedVolumeIsTheSame() throws {
      let folder = try ScratchFolder()
      var pictures: [[UInt8]] = []
      for kind in [SampleFile.nii, .niiGz] {
        let engine = try VTK.engine()
        try engine.add(file: kind.write(into: folder.path))
        engine.finish()
        try engine.render(samples: 0)
        pictures.append(try engine.pixels())
      }
      #expect(pictures[0] == pictures[1])
    }

    /// Positions of trackvis files are in voxels, those of MRtrix in the world: given one another's
    /// numbers they must land on the same points.
    @Test(arguments: ["Float32BE", "Float64LE", "Float64BE"])
    func everyTypeOfTracksIsTheSame(_ type: String) throws {
      let folder = try ScratchFolder()
      func picture(_ data: Data, _ suffix: String) throws -> [UInt8] {
        let path = folder.file("t." + suffix)
        try data.write(to: URL(filePath: path))
        let engine = try VTK.engine()
        try engine.add(file: path)
        engine.finish()
        try engine.render(samples: 0)
        return try engine.pixels()
      }
      let wanted = try picture(Tracts().tck(), "tck")
      #expect(try picture(Tracts().tck(type: type), "tck") == wanted)
      let trk = try picture(Tracts().trk(), "trk")
      #expect(try picture(Tracts().trk(swapped: true), "trk") == trk)
    }

    /// Large ones have a reader of their own; a file with a byte too many is left to VTK's.
    @Test func aLargeBinaryFileIsReadAsVTKReadsIt() throws {
      let folder = try ScratchFolder()
      let mesh = Mesh.pieces([SIMD3(-1, 0, 0), SIMD3(1, 0.5, 0)], radius: 0.8)
      var once = Data()
      for triangle in mesh.triangles {
        once += Data(count: 12)
        for corner in [triangle.x, triangle.y, triangle.z] {
          let point = mesh.points[Int(corner)]
          for number in [point.x, point.y, point.z] {
            unsafe withUnsafeBytes(of: Float(number)) { unsafe once.append(contentsOf: $0) }
          }
        }
        once += [0, 0]
      }
      let times = 200_000 / mesh.triangles.count + 1
      let count = UInt32(times * mesh.triangles.count)
      var file = Data(count: 80)
      unsafe withUnsafeBytes(of: count) { unsafe file.append(contentsOf: $0) }
      for _ in 0..<times { file += once }
      var pictures: [[UInt8]] = []
      for (name, contents) in [("ours.stl", file), ("theirs.stl", file + [0])] {
        try contents.write(to: URL(filePath: folder.file(name)))
        let engine = try VTK.engine()
        try engine.add(file: folder.file(name))
        #expect(engine.warning == nil)
        engine.finish()
        try engine.render(samples: 0)
        pictures.append(try engine.pixels())
      }
      #expect(pictures[0] == pictures[1])
      #expect(Set(pictures[0]).count > 8, "a picture of something")
    }

    @Test func severalFilesAreShownTogether() throws {
      let folder = try ScratchFolder()
      let engine = try VTK.engine()
      let left = Mesh.pieces([SIMD3(-2, 0, 0)], radius: 0.8)
      let right = Mesh.pieces([SIMD3(2, 0, 0)], radius: 0.8)
      try folder.write("left.ply", left.ply)
      try folder.write("right.obj", right.obj)
      try engine.add(file: folder.file("left.ply"))
      try engine.add(file: folder.file("right.obj"))
      engine.finish()
      engine.look(.front)
      engine.resetCamera()
      try engine.render(samples: 4)
      try Baseline.check(engine, "several")
    }

    @Test func colormapChangesTheScalarsColours() throws {
      let folder = try ScratchFolder()
      let path = try SampleFile.vtp.write(into: folder.path)
      let engine = try VTK.engine()
      try engine.add(file: path, colormap: "hot")
      engine.finish()
      try engine.render(samples: 4)
      try Baseline.check(engine, "colormap-hot")
      #expect(throws: SceneError.self) { try engine.add(file: path, colormap: "mud") }
    }

    /// A picture of another thing, or a jagged one, would not pass for the recorded one.
    @Test func comparisonSeesADifference() throws {
      let engine = try VTK.engine()
      try engine.add(scene: "spheres")
      engine.finish()
      try engine.render(samples: 4)
      let before = Picture(bottomUp: try engine.pixels(), width: 320, height: 240)
      engine.zoom(by: 1.05)
      try engine.render(samples: 4)
      let after = Picture(bottomUp: try engine.pixels(), width: 320, height: 240)
      #expect(Baseline.share(before, before) == 0)
      #expect(Baseline.share(before, after) > Pixels.outliers)
    }
  }
}
