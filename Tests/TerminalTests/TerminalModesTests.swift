import Foundation
import Testing

@testable import Terminal

@Suite struct TerminalModesTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Every private mode that is set is reset on leaving, for every terminal that answers were
  /// recorded of.
  @Test(arguments: [
    Recorded.xterm, Recorded.plainXterm, Recorded.foot, Recorded.mlterm, Recorded.konsole,
    Recorded.kitty, Recorded.tmux, "\u{1b}[?1;0;16S\u{1b}[?63;4c", "",
  ])
  func whatIsSetIsReset(_ answers: String) {
    let probe = Recorded.probe(answers)
    var modes = TerminalModes(TerminalTraits(probe), registers: probe.registers)
    modes.followsPointer = true
    let leave = text(modes.leave)
    for match in (text(TerminalModes.begin) + text(modes.enter)).matches(of: /\u{1b}\[\?(\d+)h/) {
      // Private colour registers are the default everywhere.
      if match.1 == "1070" { continue }
      #expect(leave.contains("\u{1b}[?\(match.1)l"), "mode \(match.1)")
    }
    #expect(leave.contains("\u{1b}[?25h"))
    #expect(leave.hasPrefix("\u{18}\u{1b}\\"))
    #expect(leave.hasSuffix("\u{1b}[?1049l"))
    #expect(leave.contains("\u{1b}[<u") == probe.hasKittyKeyboard)
  }

  @Test func imagesGoWithTheScreenThatTheyAreOn() throws {
    let leave = text(
      TerminalModes(TerminalTraits(Recorded.probe(Recorded.kitty)), registers: nil).leave)
    let end = try #require(leave.range(of: "\u{1b}_Gm=0,q=2\u{1b}\\"))
    let delete = try #require(leave.range(of: "\u{1b}_Ga=d,d=A,q=2\u{1b}\\"))
    let screen = try #require(leave.range(of: "\u{1b}[?1049l"))
    #expect(end.upperBound <= delete.lowerBound && delete.upperBound <= screen.lowerBound)
    let xterm = TerminalModes(TerminalTraits(Recorded.probe(Recorded.xterm)), registers: 1024).leave
    #expect(!text(xterm).contains("\u{1b}_G"))
  }

  @Test func pixelsAfterSGR() {
    let enter = text(
      TerminalModes(TerminalTraits(Recorded.probe(Recorded.xterm)), registers: 1024).enter)
    #expect(enter.contains(/\?1006h.*\?1016h/))
    let cells = text(
      TerminalModes(TerminalTraits(Recorded.probe(Recorded.mlterm)), registers: 256).enter)
    #expect(!cells.contains("1016"))
  }

  @Test func fewRegistersAreRaisedAndGivenBack() {
    let probe = Recorded.probe("\u{1b}[?1;0;16S\u{1b}[?63;4c")
    let modes = TerminalModes(TerminalTraits(probe), registers: probe.registers)
    #expect(text(modes.enter).contains("\u{1b}[?1;3;256S"))
    #expect(text(modes.leave).contains("\u{1b}[?1;3;16S"))
  }
}
