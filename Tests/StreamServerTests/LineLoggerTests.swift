import Synchronization
import Testing

@testable import StreamServer

@Suite struct LineLoggerTests {
  @Test func linesAreHarmlessAndShort() {
    #expect(LineLogger.harmless("a\u{1b}[2J\r\nb\u{9b}") == "a?[2J??b?")
    #expect(LineLogger.harmless(String(repeating: "x", count: 1000)).count == LineLogger.limit)
    #expect(LineLogger.harmless("GET /?token=abc&x=1: no") == "GET /?token=…&x=1: no")
  }

  @Test func aFloodIsNoFloodOfLines() {
    let lines = Mutex<[String]>([])
    let logger = LineLogger { line in lines.withLock { $0.append(line) } }
    for number in 0..<1000 { logger.log("\(number)") }
    // The flood may have begun at the end of a second.
    #expect(lines.withLock { $0.count } <= 2 * LineLogger.perSecond + 1)
  }
}
