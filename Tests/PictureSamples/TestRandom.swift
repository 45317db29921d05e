public import Raster

/// Repeatable random numbers for tests (SplitMix64).
public struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  /// Numbers that follow from `seed`.
  public init(_ seed: UInt64) { state = seed }

  /// The next number of the sequence.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// A picture of independent random pixels.
  public mutating func picture(_ width: Int, _ height: Int) -> Picture {
    let pixels = (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &self) }
    return Picture(width: width, height: height, pixels: pixels)
  }
}
