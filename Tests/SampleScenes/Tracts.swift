public import Foundation

/// Streamlines that run along the three axes, and a bent one.
public struct Tracts: Sendable {
  public let lines: [[SIMD3<Float>]]

  public init() {
    var lines: [[SIMD3<Float>]] = []
    for offset in stride(from: Float(0), through: 8, by: 2) {
      lines.append((0...10).map { SIMD3(Float($0) * 4, offset, 0) })
      lines.append((0...10).map { SIMD3(0, Float($0) * 4, offset) })
      lines.append((0...10).map { SIMD3(offset, 0, Float($0) * 4) })
      lines.append(
        (0...20).map {
          SIMD3(20 + 12 * cos(Float($0) / 8), 20 + 12 * sin(Float($0) / 8), 10 + offset)
        })
    }
    self.lines = lines
  }

  /// TrackVis version 2, voxels of 2 mm, RAS with an origin of (-10, 0, 5).
  public func trk(swapped: Bool = false) -> Data {
    var file = Data(count: 1000)
    func put<Number: BitwiseCopyable>(_ offset: Int, _ numbers: [Number]) {
      var bytes = Data()
      for number in numbers { append(number, to: &bytes, swapped) }
      file.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
    file.replaceSubrange(0..<6, with: Data("TRACK\0".utf8))
    put(6, [Int16(50), 50, 50])
    put(12, [Float(2), 2, 2])
    put(36, [Int16(1)])  // one scalar a point
    put(238, [Int16(2)])  // two properties a line
    put(440, [Float(2), 0, 0, -10, 0, 2, 0, 0, 0, 0, 2, 5, 0, 0, 0, 1])
    file.replaceSubrange(948..<952, with: Data("RAS\0".utf8))
    put(988, [Int32(lines.count), 2, 1000])
    for line in lines {
      append(Int32(line.count), to: &file, swapped)
      for point in line {
        for number in [point.x, point.y, point.z, 0.5] { append(number, to: &file, swapped) }
      }
      for number: Float in [1, 2] { append(number, to: &file, swapped) }
    }
    return file
  }

  /// MRtrix tracks, float32 or float64 of either byte order.
  public func tck(type: String = "Float32LE") -> Data {
    let offset = 128
    var file = Data(
      "mrtrix tracks\ndatatype: \(type)\nfile: . \(offset)\ncount: \(lines.count)\nEND\n".utf8)
    file.append(Data(count: offset - file.count))
    let swapped = type.hasSuffix("BE")
    func put(_ number: Float) {
      if type.hasPrefix("Float64") {
        append(Double(number), to: &file, swapped)
      } else {
        append(number, to: &file, swapped)
      }
    }
    for line in lines {
      for point in line { for number in [point.x, point.y, point.z] { put(number) } }
      for _ in 0..<3 { put(.nan) }
    }
    for _ in 0..<3 { put(.infinity) }
    return file
  }

  private func append<Number: BitwiseCopyable>(
    _ number: Number, to data: inout Data, _ swapped: Bool
  ) {
    var bytes = Data()
    bytes.append(number)
    data.append(swapped ? Data(bytes.reversed()) : bytes)
  }
}
