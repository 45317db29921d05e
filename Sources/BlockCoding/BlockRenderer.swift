public import Raster

/// Draws pictures with half blocks, two pixels a character cell, writing only what changed.
///
/// The upper pixel of a cell is the foreground of U+2580 (upper half block), the lower one its
/// background; a cell of one colour is a space.
public final class BlockRenderer {
  /// How colours are said.
  public enum ColorDepth: Sendable {
    /// `38;2;r;g;b`, 8 bits a channel.
    case truecolor
    /// `38;5;n`: the 6x6x6 cube and the grey ramp, with ordered dithering.
    case indexed256
  }

  private let depth: ColorDepth
  private var shown: Frame?

  /// What the terminal shows: the cells, and where they are.
  private struct Frame {
    var columns: Int
    var row: Int
    var column: Int
    var cells: [BlockCell]
  }

  /// A renderer that assumes nothing about what the terminal shows.
  public init(depth: ColorDepth) { self.depth = depth }

  /// Forgets the last frame, so that the next one is drawn in full.
  public func reset() { shown = nil }

  /// The bytes that bring the terminal from what was last drawn to `picture`.
  ///
  /// Column 0 and rows 0 and 1 of `picture` are the cell at screen row `row` and column `column`,
  /// which count from 1; a picture of odd height has its last half row in black. The result is
  /// empty when nothing changed; else it ends with all attributes reset (`SGR 0`) and the cursor
  /// somewhere in the picture. It relies on no attribute being set before.
  public func draw(_ picture: Picture, row: Int, column: Int) -> [UInt8] {
    let cells = cells(of: picture)
    var known: [BlockCell]?
    if let shown, shown.row == row, shown.column == column, shown.columns == picture.width,
      shown.cells.count == cells.count
    {
      known = shown.cells
    }
    shown = Frame(columns: picture.width, row: row, column: column, cells: cells)
    var writer = BlockWriter(depth: depth)
    for line in 0..<(picture.height + 1) / 2 {
      for x in 0..<picture.width {
        let at = line * picture.width + x
        if let known, known[at] == cells[at] { continue }
        writer.put(cells[at], row: row + line, column: column + x)
      }
    }
    return writer.finish()
  }

  private func cells(of picture: Picture) -> [BlockCell] {
    var cells: [BlockCell] = []
    cells.reserveCapacity(picture.width * ((picture.height + 1) / 2))
    for y in stride(from: 0, to: picture.height, by: 2) {
      for x in 0..<picture.width {
        cells.append(
          BlockCell(
            upper: color(of: picture, x: x, y: y), lower: color(of: picture, x: x, y: y + 1)))
      }
    }
    return cells
  }

  private func color(of picture: Picture, x: Int, y: Int) -> UInt32 {
    guard y < picture.height else { return depth == .truecolor ? 0 : 16 }
    let (red, green, blue) = picture[x, y]
    switch depth {
    case .truecolor: return UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    case .indexed256: return UInt32(XtermPalette.number(red, green, blue, x: x, y: y))
    }
  }
}
