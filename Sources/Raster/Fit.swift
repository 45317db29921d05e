/// How a picture is fitted into the room there is for it.
public enum Fit {
  /// The largest size with the aspect ratio of `source` that lies within `bounds`.
  ///
  /// The shorter side is rounded to the nearest pixel. The result is at least 1x1 and, as long as
  /// `bounds` is at least 1x1, never outside it; a `source` without area fits as 1x1.
  public static func size(of source: PixelSize, within bounds: PixelSize) -> PixelSize {
    let width = max(1, bounds.width)
    let height = max(1, bounds.height)
    guard source.width > 0, source.height > 0 else { return PixelSize(width: 1, height: 1) }
    // Double is exact for every product of sides that a picture in memory can have.
    let scale = min(
      Double(width) / Double(source.width), Double(height) / Double(source.height))
    let fitted = PixelSize(
      width: Int((Double(source.width) * scale).rounded()),
      height: Int((Double(source.height) * scale).rounded()))
    return PixelSize(
      width: min(width, max(1, fitted.width)), height: min(height, max(1, fitted.height)))
  }
}
