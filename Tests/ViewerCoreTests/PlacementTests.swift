import Raster
import TerminalInput
import Testing

@testable import ViewerCore

private func request(
  _ renderer: Renderer, rows: Int, columns: Int, cell: (Int, Int) = (8, 16),
  most: PixelSize? = nil
) -> PictureRequest {
  PictureRequest(
    renderer: renderer, area: CellRect(row: 2, column: 1, rows: rows, columns: columns),
    cell: PixelSize(width: cell.0, height: cell.1), largestImage: most)
}

@Suite struct PlacementTests {
  @Test func fillsTheAreaAndKeepsTheAspect() {
    // 80x22 cells of 8x16 are 640x352 pixels; 800x600 fits as 469x352 in the middle.
    let placement = Placement(
      frame: PixelSize(width: 800, height: 600), request(.sixel, rows: 22, columns: 80))
    #expect(placement.picture == PixelSize(width: 469, height: 352))
    #expect(placement.cells == CellRect(row: 2, column: 11, rows: 22, columns: 59))
    #expect(placement.left == 80)
    #expect(placement.top == 16)
  }

  @Test func neverExceedsTheTerminalsLimit() {
    let placement = Placement(
      frame: PixelSize(width: 800, height: 600),
      request(.sixel, rows: 100, columns: 300, most: PixelSize(width: 1000, height: 1000)))
    #expect(placement.picture == PixelSize(width: 1000, height: 750))
  }

  /// Whatever the sizes: inside its area, so never on the bottom row; and as large as the area
  /// allows.
  @Test func anySize() {
    for width in [1, 3, 64, 640, 2000] {
      for height in [1, 5, 480, 3000] {
        for (rows, columns) in [(1, 2), (5, 200), (50, 10), (22, 80)] {
          for renderer in Renderer.allCases {
            let frame = PixelSize(width: width, height: height)
            let request = request(renderer, rows: rows, columns: columns, cell: (9, 17))
            let placement = Placement(frame: frame, request)
            let cells = placement.cells
            #expect(cells.row >= 2 && cells.row + cells.rows <= 2 + rows)
            #expect(cells.column >= 1 && cells.column + cells.columns <= 1 + columns)
            #expect(placement.picture.width >= 1 && placement.picture.height >= 1)
            #expect(placement.extent.width <= columns * 9 && placement.extent.height <= rows * 17)
            if renderer != .blocks {
              #expect(
                placement.extent.width == columns * 9 || placement.extent.height == rows * 17)
            } else {
              #expect(placement.picture.height == cells.rows * 2)
              #expect(placement.picture.width == cells.columns)
            }
          }
        }
      }
    }
  }

  @Test func pointerUnitsMeetInTheSamePixel() {
    let placement = Placement(
      frame: PixelSize(width: 640, height: 352), request(.sixel, rows: 22, columns: 80))
    let cell = PixelSize(width: 8, height: 16)
    func point(_ x: Int, _ y: Int, _ unit: PointerUnit, isX10: Bool = false) -> PicturePoint {
      placement.point(
        of: MouseReport(.left, .press, x: x, y: y, isX10: isX10), unit: unit, cell: cell)
    }
    // The picture's first pixel is the terminal's (0, 16): its centre is half a pixel in.
    #expect(point(1, 17, .pixelsFromOne) == PicturePoint(x: 0.5 / 640, y: 0.5 / 352))
    #expect(point(0, 16, .pixelsFromZero) == PicturePoint(x: 0.5 / 640, y: 0.5 / 352))
    #expect(point(1, 2, .cells) == PicturePoint(x: 4.0 / 640, y: 8.0 / 352))
    // X10 reports are in cells, whatever was asked for.
    #expect(point(1, 2, .pixelsFromOne, isX10: true) == point(1, 2, .cells))
    #expect(point(640, 368, .pixelsFromOne).isInside)
    #expect(!point(641, 368, .pixelsFromOne).isInside)
    #expect(!point(1, 16, .pixelsFromOne).isInside)
    #expect(point(-10, -10, .pixelsFromOne).clamped == PicturePoint(x: 0, y: 0))
  }
}
