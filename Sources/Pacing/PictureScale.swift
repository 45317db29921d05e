/// How much smaller than its room on the screen a picture is made; its pixels are repeated.
public enum PictureScale: String, Sendable, Hashable, CaseIterable {
  case full = "1"
  case threeQuarters = "3/4"
  case half = "1/2"
  case third = "1/3"

  /// The factor, 0…1.
  public var factor: Double {
    switch self {
    case .full: 1
    case .threeQuarters: 0.75
    case .half: 0.5
    case .third: 1.0 / 3
    }
  }

  /// `side` pixels at this scale, rounded up; at least 1.
  public func applied(to side: Int) -> Int {
    switch self {
    case .full: max(1, side)
    case .threeQuarters: max(1, (side * 3 + 3) / 4)
    case .half: max(1, (side + 1) / 2)
    case .third: max(1, (side + 2) / 3)
    }
  }
}
