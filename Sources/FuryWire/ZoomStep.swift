/// Wheel steps as zoom factors.
///
/// FURY multiplies its view angle by `1/f` with `f = 1 - weel/1000`. Its page sends ±100, whose
/// factors 0.9 and 1.1 do not cancel; these steps do.
public enum ZoomStep {
  /// The zoom factor of one step out.
  public static let outFactor = 0.94
  /// The wheel amount of one step out: factor 0.94.
  public static let outWeel = 60.0
  /// The wheel amount of one step in: factor 1/0.94.
  public static let inWeel = 1000 * (1 - 1 / outFactor)
  /// What one queue entry may carry, so that the view never jumps: factors 0.7 to 1.4.
  public static let weelRange = -400.0...300.0

  /// The zoom factor of a wheel amount; positive for amounts below 1000.
  public static func factor(ofWeel weel: Double) -> Double { 1 - weel / 1000 }

  /// The wheel amount of a zoom factor.
  public static func weel(ofFactor factor: Double) -> Double { 1000 * (1 - factor) }

  /// Splits a product of factors into the wheel amount to send now and the factor left for later,
  /// nil when nothing is left.
  public static func split(factor: Double) -> (weel: Double, rest: Double?) {
    let wanted = weel(ofFactor: factor)
    let sent = min(max(wanted, weelRange.lowerBound), weelRange.upperBound)
    return (sent, sent == wanted ? nil : factor / Self.factor(ofWeel: sent))
  }

  /// True for a product that leaves the view as it is: opposite steps have met.
  public static func isIdentity(_ factor: Double) -> Bool { abs(factor - 1) < 1e-9 }
}
