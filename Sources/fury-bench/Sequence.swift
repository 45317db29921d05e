import FoundationEssentials
import PictureFiles
import Raster

/// Pictures that follow each other: NAME_000.png, NAME_001.png ...
struct Sequence {
  /// The file names without number and extension.
  let name: String
  /// The pictures' names without extension, in order.
  let frames: [String]
  private let directory: String

  /// The sequences in `directory`, by name.
  static func all(in directory: String) throws -> [Sequence] {
    let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    var frames: [String: [String]] = [:]
    for file in files where file.hasSuffix(".png") {
      let base = String(file.dropLast(4))
      frames[name(of: base), default: []].append(base)
    }
    return frames.keys.sorted().map {
      Sequence(name: $0, frames: frames[$0] ?? [], directory: directory)
    }
  }

  /// The base name without a trailing `_NNN`.
  private static func name(of base: String) -> String {
    guard let border = base.lastIndex(of: "_") else { return base }
    let number = base[base.index(after: border)...]
    return !number.isEmpty && number.allSatisfy(\.isNumber) ? String(base[..<border]) : base
  }

  /// The decoded pictures, in order.
  func pictures() throws -> [Picture] { try frames.map(picture) }

  /// The first picture's size.
  func size() throws -> PixelSize {
    guard let first = frames.first else { throw BenchError("\(name) has no pictures") }
    return try picture(first).size
  }

  private func picture(_ frame: String) throws -> Picture {
    let path = "\(directory)/\(frame).png"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchError("cannot read \(path)")
    }
    do {
      return try PictureFiles.decode([UInt8](data))
    } catch {
      throw BenchError("\(path): \(error)")
    }
  }
}
