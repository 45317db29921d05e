/// How pictures reach the terminal.
public enum Renderer: String, Sendable, Hashable, CaseIterable {
  /// Kitty's graphics protocol: all colours, exact.
  case kitty
  case sixel
  /// Half blocks, two pixels a cell.
  case blocks
}

/// Which program makes the sixels.
public enum SixelSource: String, Sendable, Hashable, CaseIterable {
  case native
  case libsixel
}
