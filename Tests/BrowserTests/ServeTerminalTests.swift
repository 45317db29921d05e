import Foundation
import FuryStream
import Glibc
import TerminalLab
import TestSupport
import Testing
import WebWidget

/// `fury-tui serve` in a terminal, and what becomes of its server.
@Suite(.serialized) struct ServeTerminalTests {
  /// A stream of this process.
  private static func owner(_ name: String) throws -> StreamOwner {
    let owner = try StreamOwner(
      .init(name: "\(name)-\(getpid())", maxWidth: 32, maxHeight: 24))
    try owner.write([UInt8](repeating: 9, count: 32 * 24 * 3), width: 32, height: 24)
    return owner
  }

  private static func port(_ link: String) throws -> Int {
    try #require(URL(string: link)?.port)
  }

  @Test(arguments: ["q", "\u{3}"]) func aTerminalShowsLinksFiguresAndACode(key: String) async throws
  {
    let owner = try Self.owner("terminal")
    let terminal = try FakeTerminal(.xtermWithSixel, columns: 110, rows: 50)
    defer { terminal.close() }
    let before = try terminal.line.modes
    let process = try ChildProcess(
      Program.furyTUI, ["serve", owner.description.name, "--qr"],
      environment: ["TERM": "xterm-256color"], terminal: terminal.line.path)
    try await eventually("the figures") { terminal.writtenText.contains("nobody is watching") }
    let text = terminal.writtenText
    // The link comes first, before the screen is taken over, and stays when it is given back.
    let link = try #require(
      text.firstMatch(of: /http:\/\/localhost:[0-9]+\/\?token=[\w-]+/)?.output)
    let screen = try #require(text.firstRange(of: "\u{1b}[?1049h"))
    #expect(text[..<screen.lowerBound].contains(link))
    #expect(text.contains("To watch only"))
    #expect(text.contains("▄▄▄▄▄"))
    let browser = try await Browser(String(link))
    try await browser.wait("the picture", until: "document.querySelector('#picture').width == 32")
    try await eventually("the viewer") { terminal.writtenText.contains("encoded in") }
    terminal.type(key)
    #expect(try await process.waitForExit() == .exited(0))
    #expect(!terminal.modes.contains(1049))
    #expect(try terminal.line.modes == before)
    #expect(isPortAvailable(host: "localhost", port: try Self.port(String(link))))
    owner.close()
  }

  @Test func aViewerThatIsKilledTakesItsServerAlong() async throws {
    let owner = try Self.owner("killed")
    let served = try await Served(owner.description.name)
    let port = try Self.port(served.drive)
    #expect(!isPortAvailable(host: "localhost", port: port))
    served.process.signal(SIGKILL)
    try await eventually("the server ends") { isPortAvailable(host: "localhost", port: port) }
    owner.close()
  }

  @Test func wrongUsageIsOneLine() async throws {
    let owner = try Self.owner("usage")
    let name = owner.description.name
    for (options, status, word) in [
      ([name, "--folder", "/none"], 1, "--folder /none"), ([name, "--port", "65536"], 2, "--port"),
      (["none-of-this-name"], 3, "no live stream"),
      ([name, "--host", "name.invalid"], 1, "name.invalid"),
      ([name, "--encoding", "rtc", "--no-webrtc"], 2, "--no-webrtc"),
    ] as [([String], Int32, String)] {
      let process = try ChildProcess(Program.furyTUI, ["serve"] + options, emptyInput: true)
      #expect(try await process.waitForExit() == .exited(status))
      #expect(process.errors.lines.first?.contains(word) == true, "\(process.errors.text)")
      #expect(process.output.text.isEmpty)
    }
    owner.close()
  }
}
