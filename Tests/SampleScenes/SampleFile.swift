public import Foundation

/// A small file of each kind that can be drawn.
public enum SampleFile: String, CaseIterable, Sendable {
  case vtp, vtu, vti, vtk, stl, ply, obj, gltf, glb, nii
  case niiGz = "nii.gz"
  case trk, tck

  /// What is in it.
  public func contents() throws -> Data {
    switch self {
    case .vtp: Data(Mesh.hills().vtp.utf8)
    case .vtu: Data(Mesh.hills().vtu.utf8)
    case .vti: Data(Volume().vti.utf8)
    case .vtk: Data(Mesh.hills().vtk.utf8)
    case .stl: Data(Mesh.hills().stl.utf8)
    case .ply: Data(Mesh.hills().ply.utf8)
    case .obj: Data(Mesh.hills().obj.utf8)
    case .gltf: Data(Mesh.hills().gltf.utf8)
    case .glb: Mesh.hills().glb
    case .nii: Volume().nii
    case .niiGz: try Self.compressed(Volume().nii)
    case .trk: Tracts().trk()
    case .tck: Tracts().tck()
    }
  }

  /// Writes it as `name` (without suffix) into a folder; returns the path.
  public func write(into folder: String, as name: String = "sample") throws -> String {
    let path = "\(folder)/\(name).\(rawValue)"
    try contents().write(to: URL(filePath: path))
    return path
  }

  /// Through gzip(1), which every Debian has.
  private static func compressed(_ data: Data) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-nc", file.path(percentEncoded: false)]
    gzip.standardOutput = output
    try gzip.run()
    let packed = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    return packed
  }
}
