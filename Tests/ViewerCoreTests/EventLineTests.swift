import FuryWire
import Testing

@testable import ViewerCore

@Suite struct EventLineTests {
  private let record = EventRecord(
    token: 1, time: 1_790_000_000_123.4, origin: .mouse,
    event: FuryEvent(
      id: .leftPress, x: 0.5012, y: 0.431, ctrl: true, userTimestamp: 1_790_000_000_122.9),
    raw: Array("\u{1b}[<0;412;233M".utf8), fate: .sent)

  @Test func theDocumentedLine() {
    #expect(
      EventLine(record).text
        == #"{"ctrl":1,"event":"left_btn_press","fate":"sent","from":"mouse","id":3,"raw":"\u001b[<0;412;233M","shift":0,"t":1790000000123.4,"user_timestamp":1790000000122.9,"weel":0,"x":0.5012,"y":0.431}"#
    )
  }

  @Test func linesComeBack() throws {
    for id in EventID.allCases {
      for fate in [EventRecord.Fate.sent, .merged, .dropped("process 7 drives")] {
        var written = record
        written.event.id = id
        written.fate = fate
        let read = try EventLine(text: EventLine(written).text).record
        #expect(read.event == written.event)
        #expect((read.fate == .sent) == (fate == .sent))
      }
    }
  }

  @Test func aLineNeedsLittle() throws {
    let read = try EventLine(text: #"{"id":1,"weel":-63.8}"#).record
    #expect(read.event == FuryEvent(id: .wheel, weel: -63.8))
    #expect(read.fate == .sent)
    #expect(try EventLine(text: #"{"event":"mouse_move","x":1}"#).record.event.id == .move)
  }

  @Test(arguments: [
    "", "x", "[]", "{}", #"{"id":0}"#, #"{"id":9}"#, #"{"event":"click"}"#, #"{"id":1,"ctrl":2}"#,
    #"{"id":1,"weel":"60"}"#, #"{"id":1,"weel":1e999}"#,
  ])
  func malformed(_ text: String) {
    #expect(throws: EventLine.Malformed.self) { try EventLine(text: text) }
  }
}
