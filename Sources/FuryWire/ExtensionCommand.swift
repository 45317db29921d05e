/// What FURY's protocol lacks and a renderer of this project takes through the segment `-ext`.
public enum ExtensionCommand: Sendable, Hashable {
  /// The views that keys choose; the raw value is the number on the wire.
  public enum View: Int, Sendable, Hashable, CaseIterable {
    case front = 1
    case right
    case top
    case opposite
  }

  /// Look from another side.
  case view(View)
  /// Parallel instead of perspective, or back.
  case toggleProjection
  /// Show everything.
  case resetCamera
  /// Edges only (true), or faces.
  case wireframe(Bool)
  /// Draw pictures of that many pixels, so that they are shown one to one.
  case resize(width: Int, height: Int)
  /// Say what is drawn at a point: 0…1 from the left and from the top.
  case pick(x: Double, y: Double)

  /// The reply to ``pick(x:y:)`` where nothing is drawn.
  public static let nothingThere = "nothing is there"

  /// What must be offered for this command.
  public var capability: ExtensionCapabilities {
    switch self {
    case .view, .toggleProjection, .resetCamera, .wireframe: .keys
    case .resize: .resize
    case .pick: .pick
    }
  }

  /// True for what changes the picture that all see; a pick does not.
  public var needsControl: Bool { capability != .pick }
}

/// What a renderer offers.
public struct ExtensionCapabilities: OptionSet, Sendable, Hashable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Views, projection, reset, wireframe.
  public static let keys = Self(rawValue: 1)
  /// The size of the pictures.
  public static let resize = Self(rawValue: 2)
  /// What is under a point.
  public static let pick = Self(rawValue: 4)
}
