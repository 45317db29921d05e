extension TerminalTraits {
  /// Whether this is a terminal known to keep old pixels around a new, opaque sixel image of whole
  /// cells.
  ///
  /// Measured on Debian 12, by drawing rectangles over a picture and comparing screenshots, or read
  /// in the terminal's sources:
  ///
  /// | terminal | old pixels | |
  /// | --- | --- | --- |
  /// | xterm 379 | stay, for 16 images | measured; others are lost when the window is exposed, and the one that begins highest first: a picture that stands still must be whole |
  /// | foot 1.13 | stay | measured |
  /// | mlterm 3.9 | stay outside the cells touched | measured |
  /// | Konsole 22.12 | stay outside the image | measured; holes in it turn black |
  /// | Windows Terminal 1.22 | stay | read |
  /// | wezterm | an image replaces cells, whole images are kept for each | read: not relied upon |
  /// | xterm.js | no composition | documented |
  /// | tmux, screen, zellij | images are redrawn by them, clipped or not at all | measured, reported |
  ///
  /// Whoever is not known, is not trusted.
  static func keepsPixels(_ probe: TerminalProbe) -> Bool {
    guard let version = probe.version else {
      return probe.confusesItems || isWindowsTerminal(probe.attributes ?? [])
    }
    return ["XTerm(", "foot(", "mlterm(", "Konsole "].contains { version.hasPrefix($0) }
  }

  /// Windows Terminal does not answer XTVERSION, but nothing else has these device attributes:
  /// class 61 with sixel, and 52 after them where programs may use the clipboard.
  private static func isWindowsTerminal(_ attributes: [Int]) -> Bool {
    attributes.starts(with: [61, 4, 6, 7, 14, 21, 22, 23, 24, 28, 32, 42])
  }
}
