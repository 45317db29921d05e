/// Text from outside, made fit for the screen.
public enum SafeText {
  /// `text` without control characters (C0, DEL, C1), bidirectional controls and other invisible
  /// format characters, cut to `limit` characters. For everything that another process or the
  /// terminal supplied.
  public static func clean(_ text: String, limit: Int = 80) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned:
        continue
      default:
        result.append(scalar)
      }
      if result.count == limit { break }
    }
    return String(result)
  }
}
