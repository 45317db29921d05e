/// What a terminal answers: replies as recorded from real ones.
public struct TerminalProfile: Sendable {
  /// The replies, by the query they answer. A query that is not here gets none.
  public var replies: [String: String]
  /// The private modes that DECRQM (`CSI ? n $ p`) reports: 1 set or 2 reset, as they are at the
  /// time; nil where the terminal never answers DECRQM.
  public var knownModes: Set<Int>?
  /// How long the terminal takes to answer each query.
  public var delay: Duration = .zero
  /// For the n-th status report that is asked for (`CSI 5 n`), n from 0: after how many
  /// milliseconds each of its answers comes; none where it is lost. Nil: at once, as all else.
  public var statusAnswers: (@Sendable (Int) -> [Int])?
  /// It stops reading in the middle of the n-th picture, n from 0, as on a line that is stuck, until
  /// ``FakeTerminal/readOn()``.
  public var stallsInPicture: Int?
  /// Answers come a byte at a time.
  public var stutters = false
  /// What it does with kitty's graphics protocol.
  public var graphics = GraphicsManner.none

  /// A terminal with these replies.
  public init(replies: [String: String], knownModes: Set<Int>?, delay: Duration = .zero) {
    self.replies = replies
    self.knownModes = knownModes
    self.delay = delay
  }

  /// xterm 379 as `xterm -ti vt340` with allowWindowOps and maxGraphicSize 2048x2048, 80 x 24 cells
  /// of 8 x 17 pixels.
  public static let xtermWithSixel = TerminalProfile(
    replies: [
      "\u{1b}[c": "\u{1b}[?63;1;2;4;6;9;15;16;22;28c",
      "\u{1b}[>c": "\u{1b}[>19;379;0c",
      "\u{1b}[5n": "\u{1b}[0n",
      "\u{1b}[>q": "\u{1b}P>|XTerm(379)\u{1b}\\",
      "\u{1b}[?1;1;0S": "\u{1b}[?1;0;1024S",
      "\u{1b}[?2;1;0S": "\u{1b}[?2;0;640;408S",
      "\u{1b}[?2;4;0S": "\u{1b}[?2;0;2048;2048S",
      "\u{1b}[14t": "\u{1b}[4;408;640t",
      "\u{1b}[16t": "\u{1b}[6;17;8t",
      "\u{1b}[18t": "\u{1b}[8;24;80t",
    ],
    knownModes: xtermModes)

  /// xterm 379 as Debian sets it up: no sixel, no window reports.
  public static let xterm = TerminalProfile(
    replies: [
      "\u{1b}[c": "\u{1b}[?64;1;2;6;9;15;16;17;18;21;22;28c",
      "\u{1b}[>c": "\u{1b}[>41;379;0c",
      "\u{1b}[5n": "\u{1b}[0n",
      "\u{1b}[>q": "\u{1b}P>|XTerm(379)\u{1b}\\",
      "\u{1b}[?1;1;0S": "\u{1b}[?1;3S",
      "\u{1b}[?2;1;0S": "\u{1b}[?2;3S",
      "\u{1b}[?2;4;0S": "\u{1b}[?2;3S",
    ],
    knownModes: xtermModes)

  /// The same terminal in another size, with cells of `cell` pixels.
  public func sized(columns: Int, rows: Int, cell: (width: Int, height: Int)) -> TerminalProfile {
    let (width, height) = (columns * cell.width, rows * cell.height)
    var sized = self
    let answers = [
      "\u{1b}[?2;1;0S": "\u{1b}[?2;0;\(width);\(height)S",
      "\u{1b}[14t": "\u{1b}[4;\(height);\(width)t",
      "\u{1b}[16t": "\u{1b}[6;\(cell.height);\(cell.width)t",
      "\u{1b}[18t": "\u{1b}[8;\(rows);\(columns)t",
    ]
    for (query, answer) in answers where replies[query] != nil { sized.replies[query] = answer }
    return sized
  }

  /// A terminal that never answers anything.
  public static let silent = TerminalProfile(replies: [:], knownModes: nil)

  private static let xtermModes: Set<Int> = [
    7, 25, 80, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 1070, 2004, 8452,
  ]
}
