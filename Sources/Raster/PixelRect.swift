/// A rectangle of pixels; the first pixel of a picture is 0, 0, and y grows downwards.
public struct PixelRect: Sendable, Hashable {
  /// The column of the left edge.
  public var x: Int
  /// The row of the upper edge.
  public var y: Int
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A rectangle of `width` columns and `height` rows whose first pixel is `x`, `y`.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The whole of something of that size.
  public init(_ size: PixelSize) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

  /// The part of this rectangle that lies in something of that size; empty where none does.
  public func clamped(to size: PixelSize) -> PixelRect {
    let (left, top) = (min(max(0, x), size.width), min(max(0, y), size.height))
    let right = min(max(left, x + width), size.width)
    let bottom = min(max(top, y + height), size.height)
    return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
  }
}
