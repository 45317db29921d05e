internal import Glibc

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

  /// The zoom factor that a consumer of ours takes for a wheel amount: opposite amounts cancel, and
  /// nothing turns the view over.
  ///
  /// FURY's page sends amounts like ±100: a positive one is `1 - weel/1000` as in FURY, a negative
  /// one the inverse of its opposite's. The steps of this project's viewers cancel under FURY's
  /// rule already (60 and -63.83), and are known by being whole powers of ``outFactor``.
  /// Amounts of more than 900 count as 900, what is no number as 0.
  public static func pairedFactor(ofWeel weel: Double) -> Double {
    guard weel.isFinite else { return 1 }
    if weel >= 0 { return factor(ofWeel: min(weel, 900)) }
    let own = factor(ofWeel: weel)
    let steps = log(own) / log(1 / outFactor)
    if own <= 10, abs(steps - steps.rounded()) < 1e-9 { return own }
    return 1 / factor(ofWeel: min(-weel, 900))
  }

  /// The wheel amount of a zoom factor.
  public static func weel(ofFactor factor: Double) -> Double { 1000 * (1 - factor) }

  /// Splits a product of factors into the wheel amount to send now and the factor left for later,
  /// nil when nothing is left.
  public static func split(factor: Double) -> (weel: Double, rest: Double?) {
    let wanted = weel(ofFactor: factor)
    let sent = min(max(wanted, weelRange.lowerBound), weelRange.upperBound)
    if abs(sent - wanted) < 1e-9 { return (sent, nil) }
    // Whole steps, so that what is left is as many whole steps as there were before.
    var steps = outFactor * outFactor * outFactor * outFactor * outFactor
    if wanted < 0 { steps = 1 / steps }
    return (weel(ofFactor: steps), factor / steps)
  }

  /// True for a product that leaves the view as it is: opposite steps have met.
  public static func isIdentity(_ factor: Double) -> Bool { abs(factor - 1) < 1e-9 }
}
