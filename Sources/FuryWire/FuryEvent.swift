/// One user event as FURY's queue carries it.
public struct FuryEvent: Sendable, Hashable {
  /// What happened.
  public var id: EventID
  /// The wheel's amount in the browser's `deltaY`: positive zooms out, FURY zooms by `1 -
  /// weel/1000`.
  public var weel: Double
  /// From the left edge, 0…1; outside while a drag leaves the picture; 0 for the wheel.
  public var x: Double
  /// From the **top** edge, 0…1; outside while a drag leaves the picture; 0 for the wheel.
  public var y: Double
  /// Ctrl was held.
  public var ctrl: Bool
  /// Shift was held.
  public var shift: Bool
  /// When the user acted, in milliseconds since the Unix epoch; 0 when unknown.
  public var userTimestamp: Double

  /// An event; what is left out is 0 or false.
  public init(
    id: EventID, weel: Double = 0, x: Double = 0, y: Double = 0, ctrl: Bool = false,
    shift: Bool = false, userTimestamp: Double = 0
  ) {
    self.id = id
    self.weel = weel
    self.x = x
    self.y = y
    self.ctrl = ctrl
    self.shift = shift
    self.userTimestamp = userTimestamp
  }
}
