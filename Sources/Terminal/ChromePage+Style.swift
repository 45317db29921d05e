import CNcurses

extension ChromePage.Style {
  /// The ncurses attributes. No colours: they read well on any background, and NO_COLOR is honoured
  /// by itself.
  var attribute: UInt32 {
    switch self {
    case .plain: 0
    case .bar: UInt32(truncatingIfNeeded: fury_reverse())
    case .heading, .warning: UInt32(truncatingIfNeeded: fury_bold())
    }
  }
}
