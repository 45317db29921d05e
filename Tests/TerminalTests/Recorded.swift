import TerminalInput

@testable import Terminal

/// What real terminals answer to the probe, as recorded.
enum Recorded {
  /// xterm 379 with sixel, `-ti vt340`, window operations allowed.
  static let xterm =
    "\u{1b}P>|XTerm(379)\u{1b}\\\u{1b}[?1;0;1024S\u{1b}[?2;0;640;384S\u{1b}[?2;0;1000;1000S"
    + "\u{1b}[6;16;8t\u{1b}[4;384;640t\u{1b}[8;24;80t\u{1b}[?1016;2$y\u{1b}[?2026;0$y"
    + "\u{1b}[?80;2$y\u{1b}[?63;1;2;4;6;9;15;16;22;28c"
  /// The same with window operations off, as is the default: they are silent.
  static let quietXterm =
    "\u{1b}P>|XTerm(379)\u{1b}\\\u{1b}[?1;0;1024S\u{1b}[?2;0;480;312S\u{1b}[?2;0;1000;1000S"
    + "\u{1b}[?1016;2$y\u{1b}[?2026;0$y\u{1b}[?80;2$y\u{1b}[?63;1;2;4;6;9;15;16;22;28c"
  /// xterm without graphics.
  static let plainXterm =
    "\u{1b}P>|XTerm(379)\u{1b}\\\u{1b}[?1;3;0S\u{1b}[?2;3;0S\u{1b}[?2;3;0S\u{1b}[?1016;2$y"
    + "\u{1b}[?2026;0$y\u{1b}[?80;0$y\u{1b}[?64;1;2;6;9;15;16;17;18;21;22;28c"
  static let foot =
    "\u{1b}P>|foot(1.13.1)\u{1b}\\\u{1b}[?1;0;1024S\u{1b}[?2;0;700;500S\u{1b}[?2;0;10000;10000S"
    + "\u{1b}[6;15;7t\u{1b}[4;360;560t\u{1b}[8;24;80t\u{1b}[?1016;2$y\u{1b}[?2026;2$y"
    + "\u{1b}[?80;2$y\u{1b}[?0u\u{1b}[?62;4;22c"
  /// mlterm 3.9.0 answers every geometry question for item 1, and knows neither XTVERSION nor 1016.
  static let mlterm =
    "\u{1b}[?1;0;1024S\u{1b}[?1;3;0S\u{1b}[?1;3;0S\u{1b}[6;17;8t\u{1b}[4;408;640t\u{1b}[8;24;80t"
    + "\u{1b}[?1016;0$y\u{1b}[?2026;0$y\u{1b}[?80;2$y\u{1b}[?63;1;2;3;4;6;7;15;18;22;29c"
  /// Konsole: a constant geometry, no answer to DECRQM; both kinds of graphics, no shared memory.
  static let konsole =
    "\u{1b}P>|Konsole 22.12.3\u{1b}\\\u{1b}[?1;0;256S\u{1b}[?2;0;16384;16384S"
    + "\u{1b}[?2;0;16384;16384S\u{1b}[6;17;8t\u{1b}[4;476;880t\u{1b}[8;28;110t"
    + "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}_Gi=32;ENOTSUPPORTED:\u{1b}\\\u{1b}[?62;1;4c"
  static let kitty =
    "\u{1b}P>|kitty(0.26.5)\u{1b}\\\u{1b}[6;18;9t\u{1b}[4;432;720t\u{1b}[8;24;80t"
    + "\u{1b}[?1016;2$y\u{1b}[?2026;2$y\u{1b}[?80;0$y\u{1b}[?0u\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62;c"
  /// Windows Terminal 1.22 with clipboard access, as its sources have it.
  static let windowsTerminal =
    "\u{1b}[?1;0;256S\u{1b}[6;20;10t\u{1b}[?2026;2$y\u{1b}[?61;4;6;7;14;21;22;23;24;28;32;42;52c"
  static let wezterm =
    "\u{1b}P>|WezTerm 20230408-112425-69ae8472\u{1b}\\\u{1b}[6;18;8t\u{1b}[?1016;2$y\u{1b}[?65;4;6;18;22c"
  static let xtermJS = "\u{1b}P>|xterm.js(5.5.0)\u{1b}\\\u{1b}[6;17;8t\u{1b}[?62;4;9;22c"
  static let tmux = "\u{1b}P>|tmux 3.3a\u{1b}\\\u{1b}[8;80;24t\u{1b}[?1;2c"
  /// A class of 4 and an attribute 22 are no sixel.
  static let vt132 = "\u{1b}[?4;6c"

  static func probe(_ text: String) -> TerminalProbe {
    var probe = TerminalProbe()
    var parser = InputParser()
    for input in parser.next(Array(text.utf8)) {
      if case .reply(let reply) = input.event { probe.note(reply) }
    }
    return probe
  }
}
