import CNcurses

/// One row of text as an ncurses window. The owner deletes it.
@safe struct ChromeWindow {
  private let window: UnsafeMutablePointer<WINDOW>

  /// Nil where the row is outside the screen.
  init?(row: Int, columns: Int) {
    guard let window = unsafe newwin(1, Int32(columns), Int32(row), 0) else { return nil }
    unsafe leaveok(window, true)
    unsafe self.window = window
  }

  /// Puts `line` on the virtual screen.
  func draw(_ line: ChromePage.Line, attribute: UInt32, columns: Int) {
    unsafe wbkgd(window, attribute | 0x20)
    unsafe werase(window)
    unsafe wattrset(window, Int32(truncatingIfNeeded: attribute))
    put(line.text, at: 0)
    let trailing = line.trailing.unicodeScalars.count
    if line.text.unicodeScalars.count + 1 + trailing <= columns {
      put(line.trailing, at: columns - trailing)
    }
    unsafe wnoutrefresh(window)
  }

  /// Blanks the row on the virtual screen.
  func erase() {
    unsafe wbkgd(window, 0x20)
    unsafe werase(window)
    unsafe wnoutrefresh(window)
  }

  func delete() { unsafe delwin(window) }

  /// Text that does not fit is cut by ncurses: a window of one row neither wraps nor scrolls.
  private func put(_ text: String, at column: Int) {
    let wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    guard !wide.isEmpty else { return }
    unsafe mvwaddnwstr(window, 0, Int32(column), wide, Int32(wide.count))
  }
}
