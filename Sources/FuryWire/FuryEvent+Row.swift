extension FuryEvent {
  /// How far outside the picture a coordinate may be, in picture widths or heights.
  ///
  /// FURY's consumer multiplies by the window size and makes an `int` of it, which VTK takes as 32
  /// bits; within this bound it fits for every window up to 65535 pixels.
  public static let coordinateLimit = 30_000.0

  /// The wheel amount from which FURY's zoom factor `1 - weel/1000` is zero or negative.
  public static let weelLimit = 1000.0

  /// The row on the wire: id, weel, x, y, ctrl, shift, user_timestamp, 0.
  ///
  /// Throws for a number that FURY's consumer would choke on: NaN, infinities, coordinates beyond
  /// ``coordinateLimit``, a wheel amount that is not between ∓``weelLimit``.
  public func row() throws(WireError) -> SIMD8<Double> {
    try Self.check("x", x, within: Self.coordinateLimit)
    try Self.check("y", y, within: Self.coordinateLimit)
    try Self.check("user_timestamp", userTimestamp, within: 1e15)
    guard weel.isFinite, abs(weel) < Self.weelLimit else {
      throw .outOfRange(field: "weel", value: weel)
    }
    return SIMD8(
      Double(id.rawValue), weel, x, y, ctrl ? 1 : 0, shift ? 1 : 0, userTimestamp, 0)
  }

  /// The event of a row that somebody else wrote, believed in nothing: same checks as ``row()``,
  /// and ctrl and shift must be 0 or 1.
  ///
  /// A wheel amount of any finite size is read, as FURY's page sends sums without a bound.
  public init(row: SIMD8<Double>) throws(WireError) {
    guard let number = Int(exactly: row[0]), let id = EventID(rawValue: number) else {
      throw .unknownEvent(row[0])
    }
    try Self.check("x", row[2], within: Self.coordinateLimit)
    try Self.check("y", row[3], within: Self.coordinateLimit)
    try Self.check("user_timestamp", row[6], within: 1e15)
    guard row[1].isFinite else { throw .outOfRange(field: "weel", value: row[1]) }
    self.init(
      id: id, weel: row[1], x: row[2], y: row[3],
      ctrl: try Self.flag("ctrl", row[4]), shift: try Self.flag("shift", row[5]),
      userTimestamp: row[6])
  }

  private static func check(
    _ field: String, _ value: Double, within limit: Double
  ) throws(WireError) {
    guard value.isFinite, abs(value) <= limit else {
      throw .outOfRange(field: field, value: value)
    }
  }

  private static func flag(_ field: String, _ value: Double) throws(WireError) -> Bool {
    guard value == 0 || value == 1 else { throw .outOfRange(field: field, value: value) }
    return value == 1
  }
}
