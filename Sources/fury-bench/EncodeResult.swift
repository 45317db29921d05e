/// One encoder on one sequence: means over its pictures.
struct EncodeResult: Codable {
  var sequence: String
  var config: String
  /// Processor time of all threads a picture, in milliseconds, palette choices included.
  var ms: Double
  var bytes: Double
  /// Mean S-CIELAB difference over foreground pixels; absent when it was not asked for.
  var foregroundError: Double?
  /// libsixel-as-shipped's time over this one's.
  var ratio: Double
  /// The median time for one picture in the median round: what a picture takes once a palette is kept.
  var median: Double
  /// The longest time for one picture in the median round.
  var worst: Double

  private enum CodingKeys: String, CodingKey {
    case sequence, config, ms, bytes, ratio
    case foregroundError = "dE_fg"
    case median = "median_ms"
    case worst = "worst_ms"
  }
}
