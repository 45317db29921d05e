public import Foundation

extension Mesh {
  /// glTF 2.0 with its buffer inside.
  public var gltf: String {
    document(
      buffer: "\"uri\":\"data:application/octet-stream;base64,\(binary.base64EncodedString())\",")
  }

  /// Binary glTF 2.0.
  public var glb: Data {
    var json = Data(document(buffer: "").utf8)
    while json.count % 4 != 0 { json.append(UInt8(ascii: " ")) }
    var body = binary
    while body.count % 4 != 0 { body.append(0) }
    var file = Data("glTF".utf8)
    file.append(UInt32(2), UInt32(28 + json.count + body.count))
    file.append(UInt32(json.count))
    file += Data("JSON".utf8) + json
    file.append(UInt32(body.count))
    return file + Data("BIN\0".utf8) + body
  }

  /// Points, then corners.
  private var binary: Data {
    var bytes = Data()
    for point in points { bytes.append(point.x, point.y, point.z) }
    for t in triangles { bytes.append(UInt32(t.x), UInt32(t.y), UInt32(t.z)) }
    return bytes
  }

  private func document(buffer: String) -> String {
    let split = points.count * 12
    let (low, high) = (
      points.reduce(points[0]) { pointwiseMin($0, $1) },
      points.reduce(points[0]) { pointwiseMax($0, $1) }
    )
    return """
      {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
      "meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1,"material":0}]}],
      "materials":[{"pbrMetallicRoughness":{"baseColorFactor":[0.2,0.7,0.9,1],"metallicFactor":0}}],
      "buffers":[{\(buffer)"byteLength":\(binary.count)}],
      "bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":\(split)},
      {"buffer":0,"byteOffset":\(split),"byteLength":\(binary.count - split)}],
      "accessors":[{"bufferView":0,"componentType":5126,"count":\(points.count),"type":"VEC3",
      "min":[\(low.x),\(low.y),\(low.z)],"max":[\(high.x),\(high.y),\(high.z)]},
      {"bufferView":1,"componentType":5125,"count":\(triangles.count * 3),"type":"SCALAR"}]}
      """
  }
}

extension Data {
  /// Appends numbers as they lie in memory here: little-endian.
  public mutating func append<Number: BitwiseCopyable>(_ numbers: Number...) {
    for number in numbers {
      unsafe Swift.withUnsafeBytes(of: number) { unsafe append(contentsOf: $0) }
    }
  }
}
