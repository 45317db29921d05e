import Testing

@testable import Terminal

/// ncurses has global state: one screen at a time.
@Suite(.serialized) struct ChromeTests {
  private func page(_ lines: [(Int, String)]) -> ChromePage {
    ChromePage(lines: lines.map { .init(row: $0.0, text: $0.1, trailing: "end", style: .plain) })
  }

  @Test func drawsItsRowsAndNoOthers() throws {
    let chrome = try Chrome(term: "xterm-256color", rows: 24, columns: 80)
    #expect(chrome.notice == nil)
    var screen = ScreenModel(rows: 24, columns: 80)
    screen.write(chrome.draw(page([(0, "title"), (23, "status – ä")])))
    #expect(screen.text(0).hasPrefix("title ") && screen.text(0).hasSuffix(" end"))
    #expect(screen.text(23).hasPrefix("status – ä ") && screen.text(23).hasSuffix(" end"))
    // From now on the image stands in rows 1 to 22: whatever changes, they are not touched.
    for i in 0..<200 {
      screen.forget()
      screen.write(
        chrome.draw(page([(0, "frame \(i * i)"), (23, i % 3 == 0 ? "" : "status \(i)")])))
      #expect(screen.touched.isSubset(of: [0, 23]))
      #expect(!screen.wasCleared)
      #expect(screen.text(0).hasPrefix("frame \(i * i) "))
    }
    #expect(screen.unknown == [])
  }

  @Test func drawsOnlyWhatChanged() throws {
    let chrome = try Chrome(term: "xterm-256color", rows: 24, columns: 80)
    _ = chrome.draw(page([(0, "title"), (23, "status")]))
    #expect(chrome.draw(page([(0, "title"), (23, "status")])).isEmpty)
  }

  @Test func rowsThatGoAreBlanked() throws {
    let chrome = try Chrome(term: "xterm-256color", rows: 24, columns: 80)
    var screen = ScreenModel(rows: 24, columns: 80)
    screen.write(chrome.draw(page([(0, "title"), (10, "panel"), (23, "status")])))
    screen.forget()
    screen.write(chrome.draw(page([(0, "title"), (23, "status")])))
    #expect(screen.touched == [10])
    #expect(screen.text(10).allSatisfy { $0 == " " })
  }

  @Test func everythingAgainAfterADisturbance() throws {
    let chrome = try Chrome(term: "xterm-256color", rows: 24, columns: 80)
    _ = chrome.draw(page([(0, "title"), (23, "status")]))
    chrome.invalidate()
    var screen = ScreenModel(rows: 24, columns: 80)
    screen.write(chrome.draw(page([(0, "title"), (23, "status")])))
    #expect(screen.wasCleared)
    #expect(screen.text(23).hasPrefix("status"))
  }

  @Test func anotherSize() throws {
    let chrome = try Chrome(term: "xterm-256color", rows: 24, columns: 80)
    _ = chrome.draw(page([(0, "title"), (23, "status")]))
    chrome.resize(rows: 10, columns: 30)
    var screen = ScreenModel(rows: 10, columns: 30)
    screen.write(chrome.draw(page([(0, "title"), (9, "status")])))
    #expect(screen.text(9).hasPrefix("status") && screen.text(9).hasSuffix("end"))
    chrome.resize(rows: 50, columns: 200)
    screen = ScreenModel(rows: 50, columns: 200)
    screen.write(chrome.draw(page([(0, String(repeating: "x", count: 500)), (49, "status")])))
    #expect(screen.text(0) == String(repeating: "x", count: 200))
    #expect(screen.text(49).hasPrefix("status"))
    #expect(screen.touched.contains(49))
  }

  @Test func anUnknownTerminalTypeFallsBack() throws {
    let chrome = try Chrome(term: "xterm-nobody-knows", rows: 24, columns: 80)
    #expect(chrome.notice?.contains("xterm-nobody-knows") == true)
    var screen = ScreenModel(rows: 24, columns: 80)
    screen.write(chrome.draw(page([(0, "title")])))
    #expect(screen.text(0).hasPrefix("title"))
  }
}
