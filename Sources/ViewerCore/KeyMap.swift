import FuryWire
import TerminalInput

/// The keys: the one table that both the program and its help are made from.
enum KeyMap {
  /// A row of the help: what is typed, what it does, and the actions behind it.
  struct Row: Sendable {
    var label: String
    var help: String
    var keys: [(KeyEvent, KeyAction)]

    init(_ label: String, _ help: String, _ keys: [(KeyEvent, KeyAction)]) {
      self.label = label
      self.help = help
      self.keys = keys
    }
  }

  static let rows: [Row] = [
    Row("arrows, h j k l", "orbit 5° (Shift+arrow 15°, Alt 1°)", orbit),
    Row("H J K L", "pan", pan),
    Row(
      "+ -  PgUp PgDn", "zoom",
      [
        ("+", .zoomIn), ("=", .zoomIn), ("-", .zoomOut), (.init(.pageUp), .zoomIn),
        (.init(.pageDown), .zoomOut),
      ]),
    Row("[ ]", "roll", [("[", .roll(5)), ("]", .roll(-5))]),
    Row("C S", "latch Ctrl / Shift for the next drag", [("C", .latchCtrl), ("S", .latchShift)]),
    Row(
      "1 3 7 9  5  r  w s", "views, parallel, reset, wireframe (own renderer only)",
      [
        ("1", .extended(.view(.front), "front view")),
        ("3", .extended(.view(.right), "side view")),
        ("7", .extended(.view(.top), "top view")),
        ("9", .extended(.view(.opposite), "opposite view")),
        ("5", .extended(.toggleProjection, "parallel projection")),
        ("r", .extended(.resetCamera, "reset")),
        ("w", .extended(.wireframe(true), "wireframe")),
        ("s", .extended(.wireframe(false), "surface")),
      ]),
    Row("Space", "pause the picture", [(" ", .pause)]),
    Row("i", "statistics", [("i", .statistics)]),
    Row("e", "events and their fate", [("e", .events)]),
    Row("m", "next renderer (kitty, sixel, blocks)", [("m", .nextRenderer)]),
    Row(
      "c d z", "colours, dithering, scale: fixed or automatic",
      [("c", .colors), ("d", .dither), ("z", .scale)]),
    Row("p F12", "save a PNG", [("p", .save), (.init(.function(12)), .save)]),
    Row("v t", "view only, take control", [("v", .viewOnly), ("t", .takeControl)]),
    Row("x", "next stream", [("x", .nextStream)]),
    Row(
      "Ctrl-L Ctrl-Z", "redraw, suspend",
      [(.init("l", .ctrl), .redraw), (.init("z", .ctrl), .suspend)]),
    Row("? F1", "this help", [("?", .help), (.init(.function(1)), .help)]),
    Row(
      "q Ctrl-C", "quit", [("q", .quit), (.init("c", .ctrl), .quit), (.init(.escape), .escape)]),
  ]

  /// What the mouse does, for the help.
  static let mouse: [(label: String, help: String)] = [
    ("left drag", "rotate (with Shift: pan, with Ctrl: roll)"),
    ("middle, right drag", "pan, dolly"),
    ("wheel", "zoom"),
    ("click", "tell what is there (own renderer only)"),
  ]

  /// The action of a key, or nil.
  static func action(for event: KeyEvent) -> KeyAction? {
    table[KeyEvent(event.key, event.modifiers)]
  }

  private static let table: [KeyEvent: KeyAction] =
    Dictionary(rows.flatMap(\.keys)) { first, _ in first }

  private static let directions: [(Key, Key, right: Double, down: Double)] = [
    (.left, "h", -1, 0), (.down, "j", 0, 1), (.up, "k", 0, -1), (.right, "l", 1, 0),
  ]

  private static let orbit: [(KeyEvent, KeyAction)] = directions.flatMap {
    arrow, letter, right, down in
    func action(_ degrees: Double) -> KeyAction {
      .orbit(right: right * degrees, down: down * degrees)
    }
    return [
      (KeyEvent(arrow), action(5)), (KeyEvent(letter), action(5)),
      (KeyEvent(arrow, .shift), action(15)),
      (KeyEvent(arrow, .alt), action(1)), (KeyEvent(letter, .alt), action(1)),
    ]
  }

  private static let pan: [(KeyEvent, KeyAction)] = [
    ("H", .pan(right: -0.05, down: 0)), ("J", .pan(right: 0, down: 0.05)),
    ("K", .pan(right: 0, down: -0.05)), ("L", .pan(right: 0.05, down: 0)),
  ]
}
