/// What a terminal of some profile answers to control sequences, and the modes that they set.
public struct TerminalAnswers: Sendable {
  /// The private modes (DECSET) that are set now.
  public private(set) var modes = Self.initialModes
  private let profile: TerminalProfile

  /// The private modes that are set when a terminal starts: line wrap, a visible cursor, sixel
  /// registers private to each picture.
  public static let initialModes: Set<Int> = [7, 25, 1070]

  /// A terminal that has just started.
  public init(_ profile: TerminalProfile) { self.profile = profile }

  /// Takes a complete CSI or escape sequence, and returns the answer to it, if any.
  public mutating func reply(to sequence: String) -> String? {
    if let (changed, isSet) = Self.modeChange(sequence) {
      if isSet { modes.formUnion(changed) } else { modes.subtract(changed) }
      return nil
    }
    if let mode = Self.modeQuery(sequence) {
      guard let known = profile.knownModes else { return nil }
      let value = known.contains(mode) ? (modes.contains(mode) ? 1 : 2) : 0
      return "\u{1b}[?\(mode);\(value)$y"
    }
    return profile.replies[sequence]
  }

  /// `CSI ? n ; … h` and `l`.
  private static func modeChange(_ text: String) -> (modes: [Int], isSet: Bool)? {
    guard text.hasPrefix("\u{1b}[?"), let last = text.last, last == "h" || last == "l" else {
      return nil
    }
    return (text.dropFirst(3).dropLast().split(separator: ";").compactMap { Int($0) }, last == "h")
  }

  /// `CSI ? n $ p`.
  private static func modeQuery(_ text: String) -> Int? {
    guard text.hasPrefix("\u{1b}[?"), text.hasSuffix("$p") else { return nil }
    return Int(text.dropFirst(3).dropLast(2))
  }
}
