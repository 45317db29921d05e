public import Foundation

/// Numbers on a grid: a ball with a smaller, brighter one in it, off its middle.
public struct Volume: Sendable {
  public let side: Int
  public let values: [Int16]

  public init(side: Int = 28) {
    self.side = side
    let middle = Float(side - 1) / 2
    var values: [Int16] = []
    for k in 0..<side {
      for j in 0..<side {
        for i in 0..<side {
          let p = SIMD3(Float(i), Float(j), Float(k)) - SIMD3(repeating: middle)
          let outer = (p * p).sum().squareRoot() / middle
          let q = p - SIMD3(middle * 0.25, 0, 0)
          let inner = (q * q).sum().squareRoot() / middle
          let bright = inner < 0.35 ? 600 : 0
          values.append(outer < 0.9 ? Int16(300 + bright) + Int16(100 * p.z / middle) : 0)
        }
      }
    }
    self.values = values
  }

  /// XML image data with the scalars `intensity`.
  public var vti: String {
    let extent = "0 \(side - 1) 0 \(side - 1) 0 \(side - 1)"
    return """
      <VTKFile type="ImageData" version="0.1" byte_order="LittleEndian">
      <ImageData WholeExtent="\(extent)" Origin="0 0 0" Spacing="1 1 1"><Piece Extent="\(extent)">
      <PointData Scalars="intensity"><DataArray type="Int16" Name="intensity" format="ascii">
      \(values.map { "\($0)" }.joined(separator: " "))
      </DataArray></PointData></Piece></ImageData></VTKFile>

      """
  }

  /// NIfTI-1, 2 mm a voxel, with an sform that mirrors x: the data's first axis runs to the left.
  public var nii: Data {
    var header = Data(count: 352)
    func put<Number: BitwiseCopyable>(_ offset: Int, _ numbers: [Number]) {
      var bytes = Data()
      for number in numbers { bytes.append(number) }
      header.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
    let (n, half) = (Int16(side), Float(side))
    put(0, [Int32(348)])
    put(40, [Int16(3), n, n, n, 1, 1, 1, 1])  // dim
    put(70, [Int16(4), 16])  // int16
    put(76, [Float(1), 2, 2, 2, 0, 0, 0, 0])  // pixdim
    put(108, [Float(352), 1, 0])  // vox_offset, slope, intercept
    put(123, [UInt8(10)])  // millimetres, seconds
    put(254, [Int16(1)])  // sform
    put(280, [Float(-2), 0, 0, half, 0, 2, 0, -half, 0, 0, 2, -half])
    header.replaceSubrange(344..<348, with: Data("n+1\0".utf8))
    for value in values { header.append(value) }
    return header
  }
}
