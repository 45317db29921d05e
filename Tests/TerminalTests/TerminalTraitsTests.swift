import TerminalInput
import Testing

@testable import Terminal

@Suite struct TerminalTraitsTests {
  @Test func sixelIsAnAttributeAfterTheClass() {
    for text in [
      Recorded.xterm, Recorded.quietXterm, Recorded.foot, Recorded.mlterm, Recorded.konsole,
    ] {
      #expect(TerminalTraits(Recorded.probe(text)).hasSixel)
    }
    for text in [Recorded.plainXterm, Recorded.kitty, Recorded.tmux, Recorded.vt132] {
      #expect(!TerminalTraits(Recorded.probe(text)).hasSixel)
    }
  }

  @Test func tmuxWithoutPixelsShowsATextInPlaceOfImages() {
    let probe = Recorded.probe("\u{1b}P>|tmux 3.4\u{1b}\\\u{1b}[?1;2;4c")
    #expect(!TerminalTraits(probe).hasSixel)
    #expect(
      TerminalTraits(Recorded.probe("\u{1b}P>|tmux 3.4\u{1b}\\\u{1b}[6;16;8t\u{1b}[?1;2;4c"))
        .hasSixel)
    #expect(!TerminalTraits(Recorded.probe("\u{1b}[?1;2;4c"), inTmux: true).hasSixel)
  }

  @Test func kittyGraphicsIsWhatIsAnswered() {
    #expect(TerminalTraits(Recorded.probe(Recorded.kitty)).hasKittyGraphics)
    for text in [Recorded.xterm, Recorded.foot, Recorded.mlterm, Recorded.tmux] {
      #expect(!TerminalTraits(Recorded.probe(text)).hasKittyGraphics)
    }
    let refused = Recorded.probe("\u{1b}_Gi=31;EINVAL:no graphics\u{1b}\\\u{1b}[?62;c")
    #expect(!TerminalTraits(refused).hasKittyGraphics)
    // The answer to another image is none to the question.
    #expect(!TerminalTraits(Recorded.probe("\u{1b}_Gi=1;OK\u{1b}\\\u{1b}[?62;c")).hasKittyGraphics)
    // Konsole offers both: the answers decide, not the name.
    let konsole = Recorded.probe(Recorded.konsole)
    #expect(TerminalTraits(konsole).hasKittyGraphics && TerminalTraits(konsole).hasSixel)
    #expect(konsole.graphics == [32: false])
  }

  @Test(arguments: [
    Recorded.xterm, Recorded.quietXterm, Recorded.foot, Recorded.mlterm, Recorded.konsole,
    Recorded.windowsTerminal,
  ])
  func pixelsThatAreKept(_ answers: String) {
    let probe = Recorded.probe(answers)
    #expect(TerminalTraits(probe).keepsPixels)
    // Between this terminal and the program stands tmux.
    #expect(!TerminalTraits(probe, inTmux: true).keepsPixels)
  }

  @Test(arguments: [
    Recorded.plainXterm, Recorded.kitty, Recorded.tmux, Recorded.vt132, Recorded.wezterm,
    Recorded.xtermJS, "\u{1b}P>|tmux 3.4\u{1b}\\\u{1b}[6;16;8t\u{1b}[?1;2;4c", "\u{1b}[?62;4c", "",
    // Like mlterm, but with a name; like Windows Terminal, but of another class.
    "\u{1b}P>|contour 0.3\u{1b}\\" + Recorded.mlterm,
    "\u{1b}[?62;4;6;7;14;21;22;23;24;28;32;42c",
  ])
  func pixelsThatMayBeLost(_ answers: String) {
    #expect(!TerminalTraits(Recorded.probe(answers)).keepsPixels)
  }

  @Test func pointers() {
    #expect(TerminalTraits(Recorded.probe(Recorded.xterm)).pointerUnit == .pixelsFromOne)
    #expect(TerminalTraits(Recorded.probe(Recorded.kitty)).pointerUnit == .pixelsFromZero)
    #expect(TerminalTraits(Recorded.probe(Recorded.mlterm)).pointerUnit == .cells)
    #expect(TerminalTraits(Recorded.probe(Recorded.konsole)).pointerUnit == .cells)
  }

  @Test func limits() {
    let xterm = TerminalTraits(Recorded.probe(Recorded.xterm))
    #expect(xterm.largestImage == .init(width: 1000, height: 1000))
    #expect(xterm.registers == 256)
    let mlterm = TerminalTraits(Recorded.probe(Recorded.mlterm))
    #expect(mlterm.largestImage == nil)
    let few = TerminalTraits(Recorded.probe("\u{1b}[?1;0;16S\u{1b}[?63;4c"))
    #expect(few.registers == 16)
  }

  @Test func muteAndLate() {
    #expect(TerminalTraits(TerminalProbe()).isMute)
    #expect(!TerminalTraits(Recorded.probe(Recorded.tmux)).isMute)
  }

  /// Whatever the order of the answers, what is decided is the same; only the two geometries go by
  /// theirs.
  @Test func answersInAnyOrder() {
    let parts = [
      "\u{1b}[6;16;8t", "\u{1b}[?1016;2$y", "\u{1b}P>|XTerm(379)\u{1b}\\", "\u{1b}[?1;0;1024S",
      "\u{1b}[?63;1;2;4c",
    ]
    let expected = TerminalTraits(Recorded.probe(parts.joined()))
    for _ in 0..<50 {
      #expect(TerminalTraits(Recorded.probe(parts.shuffled().joined())) == expected)
    }
  }

  @Test func cellSizes() {
    let window = WindowSize(rows: 24, columns: 80, width: 484, height: 316)
    func find(_ text: String, _ window: WindowSize) -> CellSize {
      CellSize.find(Recorded.probe(text), window: window)
    }
    #expect(find(Recorded.xterm, window) == CellSize(width: 8, height: 16, source: .cellReport))
    #expect(
      find(Recorded.quietXterm, window) == CellSize(width: 6, height: 13, source: .sixelGeometry))
    #expect(
      find("\u{1b}[4;384;640t", window) == CellSize(width: 8, height: 16, source: .textAreaReport))
    // Konsole's constant is no window.
    #expect(
      find("\u{1b}[?2;0;16384;16384S\u{1b}[?2;0;16384;16384S", window).source == .kernel)
    #expect(find(Recorded.vt132, window) == CellSize(width: 6, height: 13, source: .kernel))
    // Made up by an ssh server for a window of 240x60 cells: not plausible.
    #expect(
      find("", WindowSize(rows: 60, columns: 240, width: 640, height: 480))
        == CellSize(width: 8, height: 16, source: .assumed))
    #expect(find("", WindowSize(rows: 24, columns: 80)).source == .assumed)
    #expect(
      find("\u{1b}[6;0;0t", WindowSize(rows: 24, columns: 80)).source == .assumed)
    #expect(
      CellSize.find(
        Recorded.probe(Recorded.xterm), window: window, option: .init(width: 10, height: 20))
        == CellSize(width: 10, height: 20, source: .option))
    #expect(
      CellSize.find(
        TerminalProbe(), window: WindowSize(rows: 24, columns: 80), isWindowsTerminal: true)
        == CellSize(width: 10, height: 20, source: .assumed))
  }

  @Test func aNewSizeIsAskedForAgain() {
    var probe = Recorded.probe(Recorded.quietXterm)
    probe.forgetSizes()
    #expect(!probe.isComplete)
    probe.note(.graphics(item: 2, status: 0, values: [800, 520]))
    probe.note(.deviceAttributes([63, 4]))
    #expect(probe.geometry == .init(width: 800, height: 520))
    #expect(probe.maximumGeometry == .init(width: 1000, height: 1000))
    #expect(
      CellSize.find(probe, window: WindowSize(rows: 40, columns: 100))
        == CellSize(width: 8, height: 13, source: .sixelGeometry))
  }
}
