public import TerminalInput

/// What the terminal answered so far: a value that replies are noted in, in any order and however
/// late.
public struct TerminalProbe: Sendable, Equatable {
  /// All questions in one batch; the last, primary device attributes, is answered by everything, so
  /// its answer says that the others have come or never will.
  ///
  /// - Parameters:
  ///   - asksForGraphics: kitty's graphics protocol is asked for, too. tmux and screen take that
  ///     question for the title of the window, and keep it.
  ///   - more: questions to add, answered by ``Reply/graphicsReply(id:ok:text:)``.
  public static func request(asksForGraphics: Bool = true, and more: [UInt8] = []) -> [UInt8] {
    let graphics = "\u{1b}_Gi=\(graphicsQuestion),s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\"
    let questions =
      "\u{1b}[>q\u{1b}[?1;1;0S\u{1b}[?2;1;0S\u{1b}[?2;4;0S\u{1b}[16t\u{1b}[14t\u{1b}[18t"
      + "\u{1b}[?1016$p\u{1b}[?2026$p\u{1b}[?80$p\u{1b}[?u"
      + (asksForGraphics ? graphics : "")
    return Array(questions.utf8) + more + Array("\u{1b}[c".utf8)
  }

  /// The image number in the question for kitty's graphics protocol, and in its answer.
  static let graphicsQuestion = 31
  /// Answers kept of those that nobody asked for, at most.
  private static let mostGraphics = 16

  /// What a change of size or font may have changed, again with device attributes last.
  public static let sizeRequest: [UInt8] = Array(
    "\u{1b}[?2;1;0S\u{1b}[16t\u{1b}[14t\u{1b}[c".utf8)

  /// The parameters of primary device attributes; nil until they came.
  public private(set) var attributes: [Int]?
  /// The terminal's name and version, as XTVERSION says; nil where it does not.
  public private(set) var version: String?
  /// Sixel colour registers.
  public private(set) var registers: Int?
  /// Current and maximum sixel geometry in pixels.
  public private(set) var geometry: Extent?
  public private(set) var maximumGeometry: Extent?
  /// Cell and text area in pixels.
  public private(set) var cell: Extent?
  public private(set) var textArea: Extent?
  /// DECRPM settings by mode.
  public private(set) var modes: [Int: Int] = [:]
  /// Registers were refused, although ``registers`` may be known: see ``confusesItems``.
  private var hasRefusedRegisters = false
  /// Whether kitty's graphics protocol was answered for.
  public private(set) var hasKittyGraphics = false
  /// The answers to further questions of that protocol, by image number: whether they were OK.
  public private(set) var graphics: [Int: Bool] = [:]
  /// Whether the kitty keyboard protocol was answered for.
  public private(set) var hasKittyKeyboard = false

  /// Width and height in pixels.
  public struct Extent: Sendable, Hashable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  public init() {}

  /// Whether the last question of the batch was answered.
  public var isComplete: Bool { attributes != nil }

  /// Questions for the geometry were refused as if they had been for registers, whose number was
  /// answered: only mlterm does so.
  public var confusesItems: Bool { registers != nil && hasRefusedRegisters }

  /// Takes a reply in. Answers that do not fit their question (mlterm answers geometry with a wrong
  /// item) are nothing.
  public mutating func note(_ reply: Reply) {
    switch reply {
    case .deviceAttributes(let values): attributes = values
    case .version(let text): version = text
    case .graphics(item: 1, status: 0, let values):
      if let count = values.first, count > 0 { registers = count }
    case .graphics(item: 1, status: _, _): hasRefusedRegisters = true
    case .graphics(item: 2, status: 0, let values):
      guard values.count >= 2, values[0] > 0, values[1] > 0 else { return }
      noteGeometry(Extent(width: values[0], height: values[1]))
    case .window(operation: 6, let height, let width): cell = Extent(width: width, height: height)
    case .window(operation: 4, let height, let width):
      textArea = Extent(width: width, height: height)
    case .mode(let mode, let setting): modes[mode] = setting
    case .keyboardFlags: hasKittyKeyboard = true
    case .graphicsReply(id: Self.graphicsQuestion, let ok, _): hasKittyGraphics = ok
    case .graphicsReply(let id, let ok, _) where graphics.count < Self.mostGraphics:
      graphics[id] = ok
    default: break
    }
  }

  /// The current geometry is asked for first, the maximum second; a later answer is the current one
  /// again.
  private mutating func noteGeometry(_ extent: Extent) {
    if geometry == nil || maximumGeometry != nil {
      geometry = extent
    } else {
      maximumGeometry = extent
    }
  }

  /// Forgets what a change of size may have changed, before ``sizeRequest`` is sent.
  public mutating func forgetSizes() {
    if maximumGeometry == nil { maximumGeometry = geometry }
    geometry = nil
    cell = nil
    textArea = nil
    attributes = nil
  }
}
