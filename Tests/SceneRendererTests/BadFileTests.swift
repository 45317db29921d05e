import Foundation
import SampleScenes
import SceneRenderer
import TestSupport
import Testing

extension VTK {
  /// Files that cannot be drawn, through the program that must survive them.
  @Suite struct BadFiles {
    /// Runs the renderer on `path` and expects one line that names it.
    private func refuse(
      _ path: String, because reason: String? = nil,
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let run = try ChildProcess(
        Program.sibling("fury-tui-render"), [path], environment: ["DISPLAY": nil])
      let status = try await run.waitForExit()
      let text = run.errors.text
      #expect(status == .exited(1), "\(path): \(text)", sourceLocation: sourceLocation)
      let lines = text.split(separator: "\n")
      #expect(lines.count == 1, "\(text)", sourceLocation: sourceLocation)
      #expect(
        text.hasPrefix("fury-tui-render: \(path): "), "\(text)", sourceLocation: sourceLocation)
      if let reason { #expect(text.contains(reason), "\(text)", sourceLocation: sourceLocation) }
      // Nothing of its stream is left either.
      let left = try FileManager.default.contentsOfDirectory(atPath: "/dev/shm")
        .filter { $0.contains("-view-\(run.pid)-") }
      #expect(left.isEmpty, sourceLocation: sourceLocation)
    }

    @Test func whatIsNoFile() async throws {
      let folder = try ScratchFolder()
      try await refuse(folder.file("none.vtp"), because: "no such file")
      try FileManager.default.createDirectory(
        atPath: folder.file("folder.stl"), withIntermediateDirectories: false)
      try await refuse(folder.file("folder.stl"), because: "folder")
      try folder.write("letter.txt", "Dear VTK")
      try await refuse(folder.file("letter.txt"), because: "not known")
    }

    @Test(arguments: SampleFile.allCases) func empty(_ kind: SampleFile) async throws {
      let folder = try ScratchFolder()
      try folder.write("bad.\(kind.rawValue)", "")
      try await refuse(folder.file("bad.\(kind.rawValue)"), because: "empty")
    }

    @Test(arguments: SampleFile.allCases) func text(_ kind: SampleFile) async throws {
      let folder = try ScratchFolder()
      let path = try folder.write(
        "bad.\(kind.rawValue)", String(repeating: "This is no picture of anything.\n", count: 50))
      try await refuse(path)
    }

    @Test(arguments: SampleFile.allCases) func half(_ kind: SampleFile) async throws {
      let folder = try ScratchFolder()
      let whole = try kind.contents()
      let path = folder.file("bad.\(kind.rawValue)")
      try whole.prefix(whole.count * 2 / 5).write(to: URL(filePath: path))
      // The first half of these is a file of its own.
      if kind == .obj { return }
      try await refuse(path)
    }

    @Test func cellsOfPointsThatDoNotExist() async throws {
      let folder = try ScratchFolder()
      var mesh = Mesh.hills()
      mesh.triangles[5].y = 1_000_000
      for (name, text) in [
        ("a.vtp", mesh.vtp), ("a.vtk", mesh.vtk), ("a.ply", mesh.ply), ("a.vtu", mesh.vtu),
      ] {
        try folder.write(name, text)
        try await refuse(folder.file(name))
      }
    }

    @Test func coordinatesThatAreNoNumbers() async throws {
      let folder = try ScratchFolder()
      var mesh = Mesh.hills()
      mesh.points[3].x = .infinity
      try folder.write("a.vtp", mesh.vtp)
      try await refuse(folder.file("a.vtp"))
      mesh.points[3].x = 1e36
      try folder.write("b.ply", mesh.ply)
      try await refuse(folder.file("b.ply"), because: "coordinates")
    }
  }
}
