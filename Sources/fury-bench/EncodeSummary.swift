/// What the encoder's results say together, by the rules of the targets.
struct EncodeSummary {
  /// A sequence and the configuration that is judged there.
  struct Choice {
    var sequence: String
    var result: EncodeResult
    var libsixel: EncodeResult

    var isFaithful: Bool {
      (result.foregroundError ?? .infinity) <= (libsixel.foregroundError ?? 0)
    }
    var bytesRatio: Double { result.bytes / libsixel.bytes }
  }

  /// For each sequence the fastest native configuration that is no less faithful than libsixel; the
  /// most faithful one where none is.
  let best: [Choice]
  /// For each sequence the configuration that is used by default.
  let standard: [Choice]

  init(_ results: [EncodeResult]) {
    let sequences = Dictionary(grouping: results, by: \.sequence).sorted { $0.key < $1.key }
    var (best, standard): ([Choice], [Choice]) = ([], [])
    for (sequence, results) in sequences {
      guard let libsixel = results.first(where: { $0.config == "libsixel" }) else { continue }
      let native = results.filter { $0.config.hasPrefix("native") }.map {
        Choice(sequence: sequence, result: $0, libsixel: libsixel)
      }
      let faithful = native.filter(\.isFaithful).min { $0.result.ms < $1.result.ms }
      let closest = native.min {
        ($0.result.foregroundError ?? 0) < ($1.result.foregroundError ?? 0)
      }
      if let choice = faithful ?? closest { best.append(choice) }
      if let choice = native.first(where: { $0.result.config == "native-256" }) {
        standard.append(choice)
      }
    }
    (self.best, self.standard) = (best, standard)
  }
}
