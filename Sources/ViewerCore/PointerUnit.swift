public import Raster
public import TerminalInput

/// The unit and origin of the terminal's mouse coordinates.
public enum PointerUnit: Sendable, Hashable {
  /// Cells, the first one 1.
  case cells
  /// Pixels, the first one 1.
  case pixelsFromOne
  /// Pixels, the first one 0.
  case pixelsFromZero
}

/// A point of the picture: 0…1 from the left and from the top, outside beyond the edges.
public struct PicturePoint: Sendable, Hashable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  public var isInside: Bool { (0...1).contains(x) && (0...1).contains(y) }

  /// The nearest point of the picture.
  public var clamped: PicturePoint {
    PicturePoint(x: min(max(x, 0), 1), y: min(max(y, 0), 1))
  }
}

extension Placement {
  /// The point of the picture under a mouse report; letterboxing and the report's unit are taken
  /// into account.
  ///
  /// A report names a pixel or a cell; what is meant is its centre.
  public func point(of report: MouseReport, unit: PointerUnit, cell: PixelSize) -> PicturePoint {
    let pixel: (x: Double, y: Double)
    switch report.isX10 ? .cells : unit {
    case .cells:
      pixel = (
        (Double(report.x) - 0.5) * Double(cell.width),
        (Double(report.y) - 0.5) * Double(cell.height)
      )
    case .pixelsFromOne: pixel = (Double(report.x) - 0.5, Double(report.y) - 0.5)
    case .pixelsFromZero: pixel = (Double(report.x) + 0.5, Double(report.y) + 0.5)
    }
    return PicturePoint(
      x: (pixel.x - Double(left)) / Double(max(1, extent.width)),
      y: (pixel.y - Double(top)) / Double(max(1, extent.height)))
  }
}
