import Testing

@testable import TerminalInput

@Suite struct InputFuzzTests {
  /// Replies, late or never asked for, in any order among the keys: the keys come out, and nothing
  /// else does.
  @Test func repliesNeverBecomeKeys() {
    var dice = Dice(1)
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      var typed: [KeyEvent] = []
      for _ in 0..<Int.random(in: 1...20, using: &dice) {
        if Bool.random(using: &dice) {
          let (text, key) = Samples.keys.randomElement(using: &dice)!
          bytes += Array(text.utf8)
          typed.append(key)
        } else {
          bytes += Array(Samples.replies.randomElement(using: &dice)!.0.utf8)
        }
      }
      var parser = InputParser()
      let keys = parser.next(bytes).compactMap { input -> KeyEvent? in
        guard case .key(let key) = input.event else { return nil }
        return key
      }
      #expect(keys == typed)
    }
  }

  /// No bytes crash the parser, make it keep more than its bounds, or lock it: Ctrl-C always
  /// arrives.
  @Test func anyBytes() {
    var dice = Dice(2)
    let alphabet = Array("\u{1b}[]P_<>?;:$0123456789-mMcnuty~OIq\u{18}\u{7}\\".utf8)
    for round in 0..<5000 {
      var parser = InputParser()
      for _ in 0..<Int.random(in: 0...200, using: &dice) {
        let byte =
          round % 2 == 0
          ? alphabet.randomElement(using: &dice)! : UInt8.random(in: 0...255, using: &dice)
        if let input = parser.next(byte) { #expect(input.raw.count <= InputParser.rawLimit) }
        if Int.random(in: 0..<50, using: &dice) == 0 { _ = parser.escapeTimedOut() }
      }
      if parser.state == .paste { continue }  // data until it ends
      // An X10 report takes three bytes of any value, ESC makes one more of Alt-Ctrl-C.
      let quits = parser.next([3, 3, 3, 3]).contains {
        guard case .key(let key) = $0.event else { return false }
        return key.key == "c" && key.modifiers.contains(.ctrl)
      }
      #expect(quits)
    }
  }

  /// Whatever stands in a graphics reply: its number is one that can have been sent, its text is
  /// short and printable, and what follows it is read as ever.
  @Test func anyGraphicsReply() {
    var dice = Dice(3)
    let keys = [
      "i=1", "i=31", "i=4294967295", "i=4294967296", "i=-1", "i=", "i", "I=3", "p=1", "a=q", "=",
      "i=99999999999999999999", String(repeating: "x", count: 5000), "\u{1}",
    ]
    let words = ["OK", "ENOENT:no", ";", "\u{7}", "é", String(repeating: "y", count: 200)]
    var found = 0
    for _ in 0..<5000 {
      func some(_ list: [String], upTo count: Int) -> [String] {
        (0..<Int.random(in: 0...count, using: &dice)).map { _ in list.randomElement(using: &dice)! }
      }
      let body =
        some(keys, upTo: 3).joined(separator: ",") + some([";"], upTo: 1).joined()
        + some(words, upTo: 2).joined()
      var parser = InputParser()
      let seen = parser.next(Array("\u{1b}_G\(body)\u{1b}\\q".utf8)).map(\.event)
      #expect(seen.count == 2 && seen.last == .key("q"))
      guard case .reply(.graphicsReply(let id, let ok, let text)) = seen.first else { continue }
      found += 1
      #expect((0...Int(UInt32.max)).contains(id))
      #expect(text.utf8.count <= 80 && text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
      #expect(!ok || text == "OK")
    }
    #expect(found > 100)
  }
}
