import TerminalInput

/// The events of some text, sent in one go.
func events(_ text: String) -> [InputEvent] { events(Array(text.utf8)) }

func events(_ bytes: [UInt8]) -> [InputEvent] {
  var parser = InputParser()
  return parser.next(bytes).map(\.event)
}

/// Random numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// What terminals send, with its meaning: the corpus of the tests below.
enum Samples {
  static let keys: [(String, KeyEvent)] = [
    ("q", "q"), ("Q", "Q"), (" ", " "), ("é", KeyEvent(.character("é"))),
    ("🧠", KeyEvent(.character("🧠"))), ("\r", KeyEvent(.enter)), ("\t", KeyEvent(.tab)),
    ("\u{7f}", KeyEvent(.backspace)), ("\u{3}", KeyEvent("c", .ctrl)),
    ("\u{1a}", KeyEvent("z", .ctrl)), ("\u{1b}[A", KeyEvent(.up)), ("\u{1b}OA", KeyEvent(.up)),
    ("\u{1b}[1;5A", KeyEvent(.up, .ctrl)), ("\u{1b}[1;2D", KeyEvent(.left, .shift)),
    ("\u{1b}[1;6C", KeyEvent(.right, [.shift, .ctrl])), ("\u{1b}[1;3B", KeyEvent(.down, .alt)),
    ("\u{1b}[5~", KeyEvent(.pageUp)), ("\u{1b}[6;2~", KeyEvent(.pageDown, .shift)),
    ("\u{1b}[24~", KeyEvent(.function(12))), ("\u{1b}OP", KeyEvent(.function(1))),
    ("\u{1b}[11~", KeyEvent(.function(1))), ("\u{1b}[[A", KeyEvent(.function(1))),
    ("\u{1b}[1;2R", KeyEvent(.function(3), .shift)), ("\u{1b}h", KeyEvent("h", .alt)),
    ("\u{1b}[H", KeyEvent(.home)), ("\u{1b}OF", KeyEvent(.end)),
    ("\u{1b}[27;5;97~", KeyEvent("a", .ctrl)),
    // kitty: press, repeat, release; alternate key; modifiers by themselves; keypad
    ("\u{1b}[97u", "a"), ("\u{1b}[97;1:1u", "a"),
    ("\u{1b}[97;1:2u", KeyEvent("a", action: .repeat)),
    ("\u{1b}[97;1:3u", KeyEvent("a", action: .release)), ("\u{1b}[104;2u", "H"),
    ("\u{1b}[47:63;2u", "?"), ("\u{1b}[99;5u", KeyEvent("c", .ctrl)),
    ("\u{1b}[57441;2u", KeyEvent(.modifier(.shift), .shift)),
    ("\u{1b}[57442;1:3u", KeyEvent(.modifier(.ctrl), action: .release)),
    ("\u{1b}[57413u", "+"), ("\u{1b}[1;1:3A", KeyEvent(.up, action: .release)),
  ]

  static let mice: [(String, MouseReport)] = [
    ("\u{1b}[<0;412;233M", MouseReport(.left, .press, x: 412, y: 233)),
    ("\u{1b}[<0;412;233m", MouseReport(.left, .release, x: 412, y: 233)),
    ("\u{1b}[<2;1;1M", MouseReport(.right, .press, x: 1, y: 1)),
    ("\u{1b}[<32;-10;-10M", MouseReport(.left, .motion, x: -10, y: -10)),
    ("\u{1b}[<32;1188;988M", MouseReport(.left, .motion, x: 1188, y: 988)),
    ("\u{1b}[<35;-1;-1M", MouseReport(.none, .motion, x: -1, y: -1)),
    ("\u{1b}[<4;5;6M", MouseReport(.left, .press, modifiers: .shift, x: 5, y: 6)),
    ("\u{1b}[<48;5;6M", MouseReport(.left, .motion, modifiers: .ctrl, x: 5, y: 6)),
    ("\u{1b}[<64;5;6M", MouseReport(.wheelUp, .press, x: 5, y: 6)),
    ("\u{1b}[<85;5;6M", MouseReport(.wheelDown, .press, modifiers: [.shift, .ctrl], x: 5, y: 6)),
    ("\u{1b}[<66;5;6M", MouseReport(.wheelLeft, .press, x: 5, y: 6)),
    ("\u{1b}[<128;5;6M", MouseReport(.other(8), .press, x: 5, y: 6)),
    ("\u{1b}[<291;0;0M", MouseReport(.none, .motion, x: 0, y: 0, leftWindow: true)),
  ]

  static let replies: [(String, Reply)] = [
    ("\u{1b}[?62;4;6;22c", .deviceAttributes([62, 4, 6, 22])),
    ("\u{1b}[>41;379;0c", .secondaryAttributes([41, 379, 0])),
    ("\u{1b}P>|XTerm(379)\u{1b}\\", .version("XTerm(379)")),
    ("\u{1b}[?1;0;1024S", .graphics(item: 1, status: 0, values: [1024])),
    ("\u{1b}[?2;0;480;312S", .graphics(item: 2, status: 0, values: [480, 312])),
    ("\u{1b}[?1;3;0S", .graphics(item: 1, status: 3, values: [0])),
    ("\u{1b}[?1016;2$y", .mode(1016, setting: 2)),
    ("\u{1b}[6;17;8t", .window(operation: 6, height: 17, width: 8)),
    ("\u{1b}[48;24;80;408;640t", .resize(rows: 24, columns: 80, height: 408, width: 640)),
    ("\u{1b}[0n", .status(0)), ("\u{1b}[24;80R", .cursor(row: 24, column: 80)),
    ("\u{1b}[?15u", .keyboardFlags(15)),
    ("\u{1b}_Gi=31;OK\u{1b}\\", .graphicsReply(id: 31, ok: true, text: "OK")),
    (
      "\u{1b}_Gi=7,p=1;ENOENT:no such object\u{1b}\\",
      .graphicsReply(id: 7, ok: false, text: "ENOENT:no such object")
    ),
    (
      "\u{1b}_GI=9,i=4294967295;OK\u{1b}\\", .graphicsReply(id: 4_294_967_295, ok: true, text: "OK")
    ),
    ("\u{1b}_Gi=4294967296;OK\u{1b}\\", .other), ("\u{1b}_GI=9;OK\u{1b}\\", .other),
    ("\u{1b}_Gi=;OK\u{1b}\\", .other), ("\u{1b}_Gi=1\u{1b}\\", .other),
    ("\u{1b}_X\u{1b}\\", .other),
    ("\u{1b}_Gi=1;\u{1b}\\", .other),
    ("\u{1b}P1$r0m\u{1b}\\", .other), ("\u{1b}]11;rgb:0000/0000/0000\u{7}", .other),
    ("\u{1b}]11;rgb:q\u{1b}\\", .other), ("\u{1b}[?997;1n", .other),
  ]
}
