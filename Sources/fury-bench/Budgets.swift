/// Limits that the encoder's results must keep on this program's own scenes: what was measured when
/// they were set, and a margin of 6 %. Breaking one is a regression.
enum Budgets {
  /// Mean dE_fg and kilobytes of a 1280x720 picture.
  struct Limit {
    var error: Double
    var kilobytes: Double
  }

  static let limits: [String: [String: Limit]] = [
    "fibres": [
      "native-256": Limit(error: 1.85, kilobytes: 394),
      "native-64": Limit(error: 4.78, kilobytes: 229),
      "native-32": Limit(error: 6.31, kilobytes: 175),
    ],
    "gradients": [
      "native-256": Limit(error: 2.24, kilobytes: 312),
      "native-64": Limit(error: 4.58, kilobytes: 238),
      "native-32": Limit(error: 6.69, kilobytes: 211),
    ],
    "spheres": [
      "native-256": Limit(error: 2.82, kilobytes: 502),
      "native-64": Limit(error: 5.33, kilobytes: 368),
      "native-32": Limit(error: 7.82, kilobytes: 324),
    ],
    "surface": [
      "native-256": Limit(error: 1.15, kilobytes: 284),
      "native-64": Limit(error: 1.36, kilobytes: 194),
      "native-32": Limit(error: 1.71, kilobytes: 116),
    ],
    "tracts": [
      "native-256": Limit(error: 0.91, kilobytes: 191),
      "native-64": Limit(error: 1.71, kilobytes: 135),
      "native-32": Limit(error: 2.74, kilobytes: 106),
    ],
  ]

  /// One line for each limit that is broken.
  static func broken(_ results: [EncodeResult]) -> [String] {
    results.flatMap { result -> [String] in
      guard let limit = limits[result.sequence]?[result.config] else { return [] }
      var lines: [String] = []
      if let error = result.foregroundError, error > limit.error {
        lines.append(
          "\(result.sequence) \(result.config): dE_fg \(EncodeTable.fixed(error, 2)) is above "
            + EncodeTable.fixed(limit.error, 2))
      }
      if result.bytes / 1000 > limit.kilobytes {
        lines.append(
          "\(result.sequence) \(result.config): \(EncodeTable.fixed(result.bytes / 1000, 0)) KB is "
            + "above \(EncodeTable.fixed(limit.kilobytes, 0)) KB")
      }
      return lines
    }
  }
}
