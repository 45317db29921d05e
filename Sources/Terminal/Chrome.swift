import CNcurses
import CSystem
import Glibc

/// Draws the text rows with ncurses, into memory.
///
/// ncurses writes to a memory file and reads from /dev/null: it can neither block, nor touch the
/// line settings, nor write into the middle of an image. The caller hands the bytes to the
/// terminal's one writer. Each text row is a window of its own; ncurses never touches a row without
/// one, since a single blanked cell would make it erase the image to the end of that row.
@safe public final class Chrome {
  private let memory: Int32
  private let file: UnsafeMutablePointer<FILE>
  private var windows: [Int: ChromeWindow] = [:]
  private var drawn: [Int: ChromePage.Line] = [:]
  private var columns: Int
  /// Why another terminal description than `$TERM` is used; nil where it is not.
  public let notice: String?

  /// - Parameter term: `$TERM`; where terminfo does not know it, or calls it dumb, xterm-256color is used, with a
  ///   notice.
  public init(term: String, rows: Int, columns: Int) throws(TerminalError) {
    Self.useUTF8()
    // Without these ncurses would ask /dev/null for the size and set a scroll region for 24 rows.
    unsafe setenv("LINES", "\(rows)", 1)
    unsafe setenv("COLUMNS", "\(columns)", 1)
    self.columns = columns
    memory = unsafe fury_memfd_create("fury-tui-chrome", 0)
    guard memory >= 0 else { throw .system(call: "memfd_create", errno: errno) }
    guard let file = unsafe fdopen(memory, "r+"), let null = unsafe fopen("/dev/null", "r")
    else {
      throw .system(call: "fdopen", errno: errno)
    }
    unsafe self.file = file
    // What is called dumb can do nothing, by its description; pictures come all the same.
    let names = (term == "dumb" ? [] : [term]) + ["xterm-256color", "xterm", "vt100"]
    var used: String?
    for name in names where used == nil {
      if unsafe newterm(name, file, null) != nil { used = name }
    }
    guard let used else { throw .noTerminfo(term: term) }
    notice =
      used == term
      ? nil : "terminal type \(term.isEmpty ? "(none)" : term) unknown, using \(used)"
    // The first update switches to the alternate screen and stacks the title: not ncurses' to do
    // here.
    doupdate()
    _ = takeOutput()
    invalidate()
  }

  /// Draws `page`; returns the bytes that bring the terminal there from the last page.
  public func draw(_ page: ChromePage) -> [UInt8] {
    let lines = Dictionary(page.lines.map { ($0.row, $0) }) { _, last in last }
    for row in windows.keys.sorted() where lines[row] == nil { remove(row) }
    for (row, line) in lines.sorted(by: { $0.key < $1.key }) where drawn[row] != line {
      draw(line)
    }
    doupdate()
    return takeOutput()
  }

  /// The terminal's contents are unknown: the next page clears the screen, image included, and is
  /// drawn whole.
  public func invalidate() {
    fury_repaint()
    drawn.removeAll()
  }

  /// The terminal has another size; also invalidates.
  public func resize(rows: Int, columns: Int) {
    for window in windows.values { window.delete() }
    windows.removeAll()
    resizeterm(Int32(rows), Int32(columns))
    self.columns = columns
    invalidate()
  }

  private func remove(_ row: Int) {
    if let window = windows.removeValue(forKey: row) {
      window.erase()
      window.delete()
    }
    drawn[row] = nil
  }

  private func draw(_ line: ChromePage.Line) {
    guard let window = windows[line.row] ?? ChromeWindow(row: line.row, columns: columns) else {
      return
    }
    windows[line.row] = window
    window.draw(line, attribute: line.style.attribute, columns: columns)
    drawn[line.row] = line
  }

  /// Reads what ncurses wrote to the memory file, and empties it.
  private func takeOutput() -> [UInt8] {
    unsafe fflush(file)
    let size = Int(lseek(memory, 0, SEEK_END))
    guard size > 0 else { return [] }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, unsafe pread(memory, buffer.baseAddress!, size, 0))
    }
    ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
    return bytes
  }

  private static func useUTF8() {
    unsafe setlocale(LC_ALL, "")
    let codeset = unsafe String(cString: nl_langinfo(nl_item(CODESET)))
    if codeset != "UTF-8" { unsafe setlocale(LC_CTYPE, "C.UTF-8") }
  }
}
