/// Limits that the encoder's results must keep on this program's own scenes: what was measured when
/// they were set, and a margin. Breaking one is a regression.
enum Budgets {
  /// Mean dE_fg and kilobytes of a 1280x720 picture.
  struct Limit {
    var error: Double
    var kilobytes: Double
  }

  static let limits: [String: [String: Limit]] = [:]

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
