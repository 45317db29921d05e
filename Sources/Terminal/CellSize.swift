/// The size of a cell in pixels, and how it was found.
public struct CellSize: Sendable, Hashable {
  public enum Source: String, Sendable {
    case option = "--cell"
    case cellReport = "CSI 16 t"
    case textAreaReport = "CSI 14 t"
    case sixelGeometry = "XTSMGRAPHICS"
    case kernel = "TIOCGWINSZ"
    case assumed = "assumed"

    /// The terminal itself told of its cells or of the area that they fill. What a user or the
    /// kernel says, which counts borders in, may be a pixel off: enough to put a part of a picture
    /// beside its place in the whole.
    public var isCertain: Bool {
      switch self {
      case .cellReport, .textAreaReport, .sixelGeometry: true
      case .option, .kernel, .assumed: false
      }
    }
  }

  public var width: Int
  public var height: Int
  public var source: Source

  public init(width: Int, height: Int, source: Source) {
    self.width = width
    self.height = height
    self.source = source
  }

  /// Finds the size from the most trustworthy source that says something plausible.
  ///
  /// In this order: the user, the cell report, the text area report, xterm's sixel geometry (which
  /// is the text area unless it is the maximum, as Konsole's constant is), the kernel's pixel size
  /// (which includes borders in xterm and is made up by some ssh servers), and at last 8x16, or
  /// Windows Terminal's virtual 10x20.
  public static func find(
    _ probe: TerminalProbe, window: WindowSize, option: TerminalProbe.Extent? = nil,
    isWindowsTerminal: Bool = false
  ) -> CellSize {
    if let option {
      return CellSize(width: option.width, height: option.height, source: .option)
    }
    var candidates: [(TerminalProbe.Extent, Source)] = []
    if let cell = probe.cell { candidates.append((cell, .cellReport)) }
    func perCell(_ extent: TerminalProbe.Extent) -> TerminalProbe.Extent {
      .init(width: extent.width / window.columns, height: extent.height / window.rows)
    }
    if let area = probe.textArea { candidates.append((perCell(area), .textAreaReport)) }
    if let now = probe.geometry, let most = probe.maximumGeometry,
      now.width < most.width || now.height < most.height
    {
      candidates.append((perCell(now), .sixelGeometry))
    }
    if window.width > 0, window.height > 0 {
      candidates.append((perCell(.init(width: window.width, height: window.height)), .kernel))
    }
    for (size, source) in candidates where isPlausible(size) {
      return CellSize(width: size.width, height: size.height, source: source)
    }
    return isWindowsTerminal
      ? CellSize(width: 10, height: 20, source: .assumed)
      : CellSize(width: 8, height: 16, source: .assumed)
  }

  /// A cell is 3 to 64 pixels wide and one to four times as high.
  static func isPlausible(_ size: TerminalProbe.Extent) -> Bool {
    (3...64).contains(size.width) && size.height >= size.width && size.height <= 4 * size.width
  }
}
