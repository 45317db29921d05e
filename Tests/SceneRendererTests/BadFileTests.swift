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

    /// Neither a driver nor an old one: the reason, and what to install.
    @Test(arguments: [
      ("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent", "install libegl1"),
      ("MESA_GL_VERSION_OVERRIDE", "2.1", "older than OpenGL 3.2"),
    ])
    func withoutOpenGL(_ variable: String, _ value: String, _ reason: String) async throws {
      let run = try ChildProcess(
        Program.sibling("fury-tui-render"), ["--scene", "spin"],
        environment: ["DISPLAY": nil, variable: value])
      #expect(try await run.waitForExit() == .exited(1))
      let text = run.errors.text
      #expect(text.hasPrefix("fury-tui-render: no OpenGL 3.2: ") && text.contains(reason))
      #expect(text.split(separator: "\n").count == 1, "\(text)")
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

    /// What a header claims is not believed: asking for it would take all of the machine's memory.
    @Test(arguments: ["vertex 2000000000", "vertex -5", "vertex 3\nelement face 2000000000"])
    func countsThatNoFileHas(_ elements: String) async throws {
      let folder = try ScratchFolder()
      let faces = elements.contains("face") ? "" : "element face 1\n"
      try folder.write(
        "huge.ply",
        """
        ply
        format ascii 1.0
        element \(elements)
        \(faces)property list uchar int vertex_indices
        end_header
        3 0 1 2

        """)
      try await refuse(folder.file("huge.ply"))
    }

    @Test func sizesThatNoFileHas() async throws {
      let folder = try ScratchFolder()
      try folder.write(
        "huge.vtk",
        """
        # vtk DataFile Version 3.0
        x
        ASCII
        DATASET POLYDATA
        POINTS 3 float
        0 0 0 1 0 0 0 1 0
        POLYGONS 1000000000 4000000000
        3 0 1 2

        """)
      try await refuse(folder.file("huge.vtk"))
      var track = try SampleFile.trk.contents().prefix(1000)
      track.append(contentsOf: [0x80, 0x96, 0x98, 0] + [UInt8](repeating: 0, count: 500))
      try track.write(to: URL(filePath: folder.file("tenMillionPoints.trk")))
      try await refuse(folder.file("tenMillionPoints.trk"), because: "middle of a streamline")
      // 32767 voxels each way, compressed or not.
      var volume = try SampleFile.nii.contents()
      for byte in 0..<6 { volume[42 + byte] = byte % 2 == 0 ? 0xff : 0x7f }
      try volume.write(to: URL(filePath: folder.file("huge.nii")))
      try await refuse(folder.file("huge.nii"))
      try await Command.run("gzip", ["-n", folder.file("huge.nii")])
      try await refuse(folder.file("huge.nii.gz"))
    }

    @Test func nodesThatHoldThemselves() async throws {
      let folder = try ScratchFolder()
      let text = String(decoding: try SampleFile.gltf.contents(), as: UTF8.self)
      let cyclic = text.replacingOccurrences(of: #""mesh":0"#, with: #""mesh":0,"children":[0]"#)
      #expect(cyclic != text)
      try await refuse(folder.write("cyclic.gltf", cyclic))
    }

    /// Of what is in a file or in its name, a terminal gets nothing that it would obey.
    @Test func escapeSequencesReachNoTerminal() async throws {
      let folder = try ScratchFolder()
      let evil = "\u{1b}]52;c;QQ==\u{7}\n\u{9b}31m"
      let header = "mrtrix tracks\ndatatype: \(evil)\nfile: . 90\nEND\n"
      for path in [
        folder.file(evil + ".vtp"), try folder.write(evil + ".stl", "nothing"),
        try folder.write("evil.tck", header),
      ] {
        let run = try ChildProcess(Program.sibling("fury-tui-render"), [path])
        #expect(try await run.waitForExit() == .exited(1))
        let text = run.errors.text
        #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1, "\(text)")
        #expect(
          !text.dropLast().unicodeScalars.contains { $0.properties.generalCategory == .control })
      }
    }
  }
}
