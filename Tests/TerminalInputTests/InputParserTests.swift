import Testing

@testable import TerminalInput

@Suite struct InputParserTests {
  @Test(arguments: Samples.keys) func keys(_ text: String, _ key: KeyEvent) {
    #expect(events(text) == [.key(key)])
  }

  @Test(arguments: Samples.mice) func mouseReports(_ text: String, _ report: MouseReport) {
    #expect(events(text) == [.mouse(report)])
  }

  @Test(arguments: Samples.replies) func replies(_ text: String, _ reply: Reply) {
    #expect(events(text) == [.reply(reply)])
  }

  @Test func focusAndPaste() {
    #expect(events("\u{1b}[I\u{1b}[O") == [.focus(true), .focus(false)])
    #expect(events("\u{1b}[200~q\u{1b}[Aq\u{1b}[201~x") == [.paste(byteCount: 5), .key("x")])
  }

  @Test func releasesThatSayNothing() {
    // xterm and foot release horizontal wheels and buttons 8 and above, which nobody pressed.
    #expect(events("\u{1b}[<66;5;6m\u{1b}[<128;5;6m\u{1b}[<64;5;6mq") == [.key("q")])
  }

  @Test func x10Reports() {
    #expect(
      events([0x1b, 0x5b, 0x4d, 32, 33 + 9, 33 + 4])
        == [.mouse(MouseReport(.left, .press, x: 10, y: 5, isX10: true))])
    #expect(
      events([0x1b, 0x5b, 0x4d, 32 + 3, 42, 37])
        == [.mouse(MouseReport(.none, .release, x: 10, y: 5, isX10: true))])
    // Column 160 is a byte above 0x7f, and 0x1b may be a coordinate: no key comes out of either.
    #expect(
      events([0x1b, 0x5b, 0x4d, 32 + 32, 192, 0xff])
        == [.mouse(MouseReport(.left, .motion, x: 160, y: 223, isX10: true))])
    #expect(
      events([0x1b, 0x5b, 0x4d, 0x1b, 0x1b, 0x1b, UInt8(ascii: "q")]) == [.key("q")])
  }

  /// Whatever way the bytes of a conversation are cut, its events are the same.
  @Test func everySplitPoint() {
    let parts =
      Samples.keys.map { ($0.0, InputEvent.key($0.1)) }
      + Samples.mice.map { ($0.0, InputEvent.mouse($0.1)) }
      + Samples.replies.map { ($0.0, InputEvent.reply($0.1)) }
    for (text, event) in parts {
      let bytes = Array(text.utf8)
      for split in 0...bytes.count {
        var parser = InputParser()
        var seen = parser.next(bytes[..<split]).map(\.event)
        // Between the portions any time may pass: only a lone ESC may become a key for that.
        let isLoneEscape = split == 1 && bytes[0] == 0x1b && bytes.count > 1
        #expect(parser.awaitsEscape == isLoneEscape)
        if !isLoneEscape { #expect(parser.escapeTimedOut() == nil) }
        seen += parser.next(bytes[split...]).map(\.event)
        #expect(seen == [event], "\(text.debugDescription) split at \(split)")
      }
    }
  }

  @Test func loneEscape() {
    var parser = InputParser()
    #expect(parser.next([0x1b]).isEmpty)
    #expect(parser.awaitsEscape)
    #expect(parser.escapeTimedOut() == Input(event: .key(KeyEvent(.escape)), raw: [0x1b]))
    #expect(parser.next(0x71)?.event == .key("q"))
    #expect(events("\u{1b}\u{1b}[A") == [.key(KeyEvent(.escape)), .key(KeyEvent(.up))])
  }

  @Test func rawBytesAreThoseOfTheEvent() {
    var parser = InputParser()
    let inputs = parser.next(Array("x\u{1b}[<0;1;2M\u{1b}[A".utf8))
    #expect(
      inputs.map { String(decoding: $0.raw, as: UTF8.self) } == ["x", "\u{1b}[<0;1;2M", "\u{1b}[A"])
  }

  @Test func brokenSequencesEndAtControlCharacters() {
    // A reply cut off in the middle must not lock the keyboard.
    #expect(events("\u{1b}P>|XTe\u{3}") == [.key(KeyEvent("c", .ctrl))])
    #expect(events("\u{1b}[?62;4\u{3}") == [.key(KeyEvent("c", .ctrl))])
    #expect(events("\u{1b}P>|XTe\u{18}q") == [.key("q")])
    #expect(events("\u{1b}P>|XTe\u{1b}[Aq") == [.key(KeyEvent(.up)), .key("q")])
    #expect(events("\u{1b}[1;2\u{1b}[Aq") == [.key(KeyEvent(.up)), .key("q")])
  }

  @Test func malformedSequencesAreDroppedWhole() {
    for text in ["\u{1b}[<0;1M", "\u{1b}[<0;1;2;M"] { #expect(events(text).count <= 1) }
    #expect(events("\u{1b}[<0;1M") == [])
    #expect(events("\u{1b}[<0;1-2;3Mq") == [.key("q")])
    #expect(events("\u{1b}[1<2qx") == [.key("x")])
    #expect(events([0x1b, 0x5b, 0x31, 0xe9, 0x32, 0x41, 0x71]) == [.key("q")])
    #expect(events([0xff, 0x80, 0xc0, 0x71]) == [.key("q")])
    #expect(events([0xc3, 0x71]) == [.key("q")])
    // A C1 control in UTF-8 is no key, and begins nothing.
    #expect(events([0xc2, 0x9b, 0x41]) == [.key("A")])
  }

  @Test func parametersAreBounded() {
    let many = "\u{1b}[?" + String(repeating: "9;", count: 10_000) + "4c"
    guard case .reply(.deviceAttributes(let values)) = events(many).first else {
      Issue.record("no reply")
      return
    }
    #expect(values.count == 32)
    #expect(
      events("\u{1b}[6;99999999999999999999;8t")
        == [.reply(.window(operation: 6, height: 65_535, width: 8))])
    let long = "\u{1b}P>|" + String(repeating: "x", count: 100_000) + "\u{1b}\\"
    guard case .reply(.version(let text)) = events(long).first else {
      Issue.record("no version")
      return
    }
    #expect(text.count <= InputParser.stringLimit)
  }
}
