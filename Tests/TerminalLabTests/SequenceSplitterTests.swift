import TerminalLab
import Testing

@Suite struct SequenceSplitterTests {
  private let stream =
    "text\u{1b}[5;7H\u{1b}P0;0;0q\"1;1;2;2#0;2;0;0;0#0~~\u{1b}\\\u{1b}[5n\u{1b}(B\u{1b}7more"
    + "\u{1b}P>|a\u{1b}b\u{1b}\\\u{1b}[?1016$p"
  private let expected: [SequenceSplitter.Token] = [
    .sequence("\u{1b}[5;7H"),
    .string(Array("\u{1b}P0;0;0q\"1;1;2;2#0;2;0;0;0#0~~\u{1b}\\".utf8)),
    .sequence("\u{1b}[5n"), .sequence("\u{1b}(B"), .sequence("\u{1b}7"),
    .string(Array("\u{1b}P>|a\u{1b}b\u{1b}\\".utf8)), .sequence("\u{1b}[?1016$p"),
  ]

  @Test func sequencesAndStringsAreFound() {
    var splitter = SequenceSplitter()
    #expect(splitter.split(Array(stream.utf8)) == expected)
  }

  /// Wherever the kernel cuts what a program writes, the same comes out.
  @Test func everyCutGivesTheSame() {
    let bytes = Array(stream.utf8)
    for cut in 0...bytes.count {
      var splitter = SequenceSplitter()
      let tokens = splitter.split(Array(bytes[..<cut])) + splitter.split(Array(bytes[cut...]))
      #expect(tokens == expected, "cut at \(cut)")
    }
    var splitter = SequenceSplitter()
    #expect(bytes.flatMap { splitter.split([$0]) } == expected)
  }
}
