import FoundationEssentials

/// Results on standard output, for programs.
enum JSONOutput {
  static func print(_ results: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
    Swift.print(String(decoding: try encoder.encode(results), as: UTF8.self))
  }
}
