import CSystem

/// The size that the kernel keeps for a terminal (TIOCGWINSZ).
public struct WindowSize: Sendable, Hashable {
  /// Rows and columns of cells, at least 1.
  public var rows: Int
  public var columns: Int
  /// Pixels in all, borders included in some terminals; 0 where unknown.
  public var width: Int
  public var height: Int

  public init(rows: Int, columns: Int, width: Int = 0, height: Int = 0) {
    self.rows = rows
    self.columns = columns
    self.width = width
    self.height = height
  }
}

extension TerminalDevice {
  /// The present size; 24 rows and 80 columns where the kernel was never told.
  public var windowSize: WindowSize {
    var size: (UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0)
    let result = unsafe withUnsafeMutableBytes(of: &size) {
      unsafe fury_window_size(descriptor, $0.baseAddress!.assumingMemoryBound(to: UInt16.self))
    }
    guard result == 0, size.0 > 0, size.1 > 0 else { return WindowSize(rows: 24, columns: 80) }
    // More than any screen has is a mistake, which ncurses would need gigabytes for.
    return WindowSize(
      rows: min(Int(size.0), 1000), columns: min(Int(size.1), 4000), width: Int(size.2),
      height: Int(size.3))
  }
}
