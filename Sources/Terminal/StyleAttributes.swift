import CNcurses

/// The ncurses attributes of each style.
struct StyleAttributes {
  private let warning: UInt32

  /// Call after `newterm`.
  init(color: Bool) {
    var warning = UInt32(truncatingIfNeeded: fury_bold())
    if color, has_colors() {
      start_color()
      use_default_colors()
      init_pair(1, Int16(COLOR_YELLOW), -1)
      warning |= UInt32(truncatingIfNeeded: fury_pair_attribute(1))
    }
    self.warning = warning
  }

  subscript(style: ChromePage.Style) -> UInt32 {
    switch style {
    case .plain: 0
    case .bar: UInt32(truncatingIfNeeded: fury_reverse())
    case .heading: UInt32(truncatingIfNeeded: fury_bold())
    case .warning: warning
    }
  }
}
