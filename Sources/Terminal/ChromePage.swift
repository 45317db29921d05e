/// The text rows of the interface; all other rows belong to the image.
public struct ChromePage: Sendable, Equatable {
  /// A row of text over the whole width.
  public struct Line: Sendable, Equatable {
    /// From the top, the first 0.
    public var row: Int
    /// What stands from the left; cut at the right edge.
    public var text: String
    /// What stands at the right edge, where there is room left for it.
    public var trailing: String
    public var style: Style

    public init(row: Int, text: String, trailing: String = "", style: Style = .plain) {
      self.row = row
      self.text = text
      self.trailing = trailing
      self.style = style
    }
  }

  public enum Style: Sendable, Equatable { case plain, bar, heading, warning }

  public var lines: [Line]

  public init(lines: [Line]) { self.lines = lines }
}
