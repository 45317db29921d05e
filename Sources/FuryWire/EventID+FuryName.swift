extension EventID {
  /// FURY's own spelling, as in `fury.stream.constants` ("mouse_weel" is not a slip of ours).
  public var furyName: String {
    switch self {
    case .wheel: "mouse_weel"
    case .move: "mouse_move"
    case .leftPress: "left_btn_press"
    case .leftRelease: "left_btn_release"
    case .middlePress: "middle_btn_press"
    case .middleRelease: "middle_btn_release"
    case .rightPress: "right_btn_press"
    case .rightRelease: "right_btn_release"
    }
  }

  /// The id that FURY spells `furyName`, or nil.
  public init?(furyName: String) {
    guard let id = Self.allCases.first(where: { $0.furyName == furyName }) else { return nil }
    self = id
  }
}
