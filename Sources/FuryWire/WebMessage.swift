/// A message of FURY's web page to its server, as its JSON names the fields.
///
/// Decodable with any decoder; which fields must be there depends on `type`.
public struct WebMessage: Decodable, Sendable, Hashable {
  /// "weel", "mouseMove" or "mouseLeftClick" (which is any button).
  public var type: String
  /// Wheel amount of a "weel" message.
  public var deltaY: Double?
  /// From the left edge, 0…1.
  public var x: Double?
  /// From the top edge, 0…1.
  public var y: Double?
  /// 1 pressed, 0 not.
  public var ctrlKey: Int?
  /// 1 pressed, 0 not.
  public var shiftKey: Int?
  /// 0 left, 1 middle, 2 right.
  public var mouseButton: Int?
  /// 1 when the button went down.
  public var on: Int?
  /// Milliseconds since the Unix epoch.
  public var timestampInMs: Double?

  /// A message; what is left out is absent.
  public init(
    type: String, deltaY: Double? = nil, x: Double? = nil, y: Double? = nil, ctrlKey: Int? = nil,
    shiftKey: Int? = nil, mouseButton: Int? = nil, on: Int? = nil, timestampInMs: Double? = nil
  ) {
    self.type = type
    self.deltaY = deltaY
    self.x = x
    self.y = y
    self.ctrlKey = ctrlKey
    self.shiftKey = shiftKey
    self.mouseButton = mouseButton
    self.on = on
    self.timestampInMs = timestampInMs
  }
}
