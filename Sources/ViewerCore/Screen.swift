/// What the text rows of the screen show; all other rows are the picture's.
public struct Screen: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    /// From the top, the first 0.
    public var row: Int
    public var text: String
    /// At the right edge, where there is room.
    public var trailing = ""
    public var style = Style.plain
  }

  public enum Style: Sendable, Equatable { case plain, bar, heading, warning }

  public var lines: [Line]
}
