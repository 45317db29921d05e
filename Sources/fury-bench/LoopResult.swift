/// Frames a second of the whole loop, for one sequence.
struct LoopResult: Codable {
  var sequence: String
  var native: Double
  var libsixel: Double
  /// Native over libsixel.
  var ratio: Double
  /// Means a frame.
  var nativeBytes: Double
  var libsixelBytes: Double

  private enum CodingKeys: String, CodingKey {
    case sequence, ratio
    case native = "native_fps"
    case libsixel = "libsixel_fps"
    case nativeBytes = "native_bytes"
    case libsixelBytes = "libsixel_bytes"
  }

  var line: String {
    "\(sequence): native \(EncodeTable.fixed(native, 1)) fps, libsixel "
      + "\(EncodeTable.fixed(libsixel, 1)) fps, ratio \(EncodeTable.fixed(ratio, 2)) "
      + "(\(EncodeTable.fixed(nativeBytes / 1000, 0)) and "
      + "\(EncodeTable.fixed(libsixelBytes / 1000, 0)) KB a frame)"
  }
}

/// All sequences.
struct LoopReport: Codable {
  var results: [LoopResult]
  var geometricMean: Double
  var worst: Double

  init(_ results: [LoopResult]) {
    self.results = results
    geometricMean = results.map(\.ratio).geometricMean
    worst = results.map(\.ratio).min() ?? 0
  }

  private enum CodingKeys: String, CodingKey {
    case results, worst
    case geometricMean = "geometric_mean"
  }
}
