import Foundation
import Glibc
import TestSupport
import Testing

/// The harness itself: what the other suites conclude from it must be true.
@Suite(.serialized)
struct HarnessTests {
  @Test func theScreenshotShowsTheTerminalAndItsText() async throws {
    let display = try await XDisplay(width: 800, height: 600)
    let xterm = try XTerm(
      on: display, running: ["sh", "-c", "printf '\\033[?25l\\033[44m\\033[2J'; cat"])
    let text = try await xterm.textArea()
    var shot = Pixels(width: 1, height: 1, rgb: [0, 0, 0])
    for _ in 0..<50 {
      shot = try await display.pixels()
      if shot[text.x + 100, text.y + 100].blue > 0x80 { break }
    }
    #expect((shot.width, shot.height) == (800, 600))
    #expect((text.x, text.y) == (XTerm.origin.x, XTerm.origin.y))
    // Blue from the first character's corner to the last one's, and nowhere else.
    let blue = shot[text.x, text.y]
    #expect(blue.blue > 0x80 && blue.red < 0x40)
    #expect(shot[text.x + text.width - 1, text.y + text.height - 1] == blue)
    #expect(shot[text.x - 1, text.y] == TerminalLook.background)
    #expect(shot[text.x + text.width, text.y + text.height] == TerminalLook.background)
    withExtendedLifetime(xterm) {}
  }

  @Test func pointerAndKeysReachTheProgramInTheTerminal() async throws {
    let folder = try ScratchFolder()
    let display = try await XDisplay(width: 800, height: 600)
    let out = folder.file("typed")
    let xterm = try XTerm(
      on: display,
      running: [
        "sh", "-c",
        "stty raw -echo; printf '\\033[?1002h\\033[?1006h\\033[?1016h'; : >\(out).ready; cat >\(out)",
      ])
    try await eventually("the program runs") { folder.text("typed.ready") != nil }
    let pointer = Pointer(display)
    let keyboard = Keyboard(display)
    try await pointer.move(XTerm.origin.x + 100, XTerm.origin.y + 50)
    try await keyboard.type("q")
    try await keyboard.hold("ctrl") { try await pointer.press() }
    try await pointer.move(XTerm.origin.x + 110, XTerm.origin.y + 60)
    try await pointer.release()
    try await keyboard.hold("shift") { try await pointer.click(.wheelUp) }
    // Pixels count from 1 at the first character; 16 is ctrl, 32 motion, 64 the wheel, 4 shift.
    let expected = ["q", "[<16;101;51M", "[<32;111;61M", "[<0;111;61m", "[<68;111;61M"]
    try await eventually("everything arrived") { folder.text("typed")?.contains("[<68") == true }
    let typed = try #require(folder.text("typed")).split(separator: "\u{1b}").map(String.init)
    #expect(typed == expected)
    withExtendedLifetime(xterm) {}
  }

  @Test func aFuryProgramLogsTheEventsItTakes() async throws {
    let scene = try await FuryScene(["surface", "--size", "320x240", "--seconds", "60"])
    #expect(scene.names.all.count == 5)
    let missing = scene.names.all.filter { unsafe access("/dev/shm/" + $0, R_OK) != 0 }
    #expect(missing == [])
    #expect(try scene.events().isEmpty)
    try await scene.kill()
  }

  @Test func theFakeTerminalAnswersAndKeepsTrackOfModes() async throws {
    let terminal = try FakeTerminal(.xtermWithSixel)
    defer { terminal.close() }
    let before = try terminal.line.modes
    #expect(before.echoes && before.isCanonical)
    let script = #"""
      stty raw -echo
      printf '\033[?1002;1006h\033[?25l\033[?1006$p\033[c'
      IFS= read -rsd c reply
      stty -raw echo
      printf 'got %q' "$reply"
      """#
    let program = try ChildProcess("bash", ["-c", script], terminal: terminal.line.path)
    try await eventually("it read the replies") { terminal.writtenText.contains("got ") }
    #expect(try await program.waitForExit() == .exited(0))
    #expect(terminal.writtenText.contains(#"[?1006;1$y\E[?63;1;2;4;"#))
    #expect(terminal.modes == [7, 1002, 1006, 1070])
  }

  @Test func aChildIsReapedAndItsStatusKnown() async throws {
    #expect(try await ChildProcess("sh", ["-c", "exit 7"]).waitForExit() == .exited(7))
    let sleeper = try ChildProcess("sleep", ["1000"])
    sleeper.signal(SIGKILL)
    #expect(try await sleeper.waitForExit() == .signalled(SIGKILL))
    let echo = try ChildProcess("cat")
    echo.write("one\ntwo\n")
    #expect(try await echo.line(1) == "two")
    echo.closeInput()
    #expect(try await echo.waitForExit() == .exited(0))
  }
}
